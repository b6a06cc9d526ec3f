"""How the bench of a country says what it found."""

from bench.country_pages import Asked, at_share
from bench.country_report import markdown
from bench.figures import no_more


def page(rule: str, p95: float, *, failed: int = 0, queries: int = 3) -> Asked:
    return Asked("admin", rule, rule, "", queries, elsewhere=3, p95=p95, failed=failed)


def test_the_time_that_a_share_does_not_exceed() -> None:
    assert [at_share(range(1, 21), share) for share in (0.5, 0.95, 1.0)] == [10, 19, 20]
    assert at_share([7.0], 0.95) == 7.0 and at_share([], 0.95) == 0.0


def test_the_slowest_pages_are_named_and_none_that_misses_its_bar_is_left_out() -> None:
    pages = [page("/quick", 9), page("/slow", 149), page("/failed", 8, failed=2), page("/asks", 7, queries=4),
             page("/late", 151), page("/informe.pdf", 900)]
    said = markdown([("A country", [no_more("loading", 700, 600, "s")], pages)], most=3)
    assert "| loading | 700 s | ≤ 600 | NOT MET |" in said
    lines = [line for line in said.splitlines() if line.startswith("| admin")]
    assert [line.split("`")[1] for line in lines] == ["/informe.pdf", "/late", "/slow", "/failed", "/asks"]
    assert [line.split("| ")[-1] for line in lines] == ["file |", "NOT MET |", "ok |", "NOT MET: failed 2 |", "NOT MET: queries |"]
