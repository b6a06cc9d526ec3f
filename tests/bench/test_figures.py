"""The bench's own arithmetic. Nothing here is timed."""

from collections import Counter

from bench import load
from bench.figures import Figure, at_least, at_most, no_more, table


def test_a_ratio_is_taken_round_by_round() -> None:
    disturbed = [(60.0, 100.0), (6.0, 10.0), (70.0, 100.0)]
    assert at_least("x", disturbed, 0.6) == Figure("x", "60 /s", "100 /s", "0.60", "≥ 0.6", True)
    assert at_most("x", disturbed, 0.5).holds is False


def test_a_bar_without_a_limit() -> None:
    assert no_more("x", 100, 100, "KB").holds
    assert no_more("x", 100.1, 100, "KB") == Figure("x", "100.1 KB", "", "", "≤ 100", False)


def test_the_table_says_what_is_not_met() -> None:
    lines = table([Figure("a", "1", "", "", "≤ 0", False), Figure("bb", "2", holds=True), Figure("c", "3")]).splitlines()
    assert [line.split()[-1] for line in lines[2:]] == ["MET", "ok", "3"]
    assert len(lines) == 5


def test_refusals_and_silence_are_errors_and_no_speed() -> None:
    found = load.Answers(Counter({200: 5, 303: 3, 404: 1, 500: 1, 0: 2}), [0.1] * 11 + [0.9], 2.0)
    assert (found.rate, found.errors) == (4.0, 4)
    assert found.percentile(0.5) == 100
    assert found.percentile(0.99) == 900


def test_requests_are_what_a_browser_sends() -> None:
    sent = load.post("/a", "x=1&y=2", "replica=abc")
    head, _, body = sent.partition(b"\r\n\r\n")
    assert body == b"x=1&y=2"
    assert b"Content-Length: 7" in head
    assert b"Cookie: replica=abc" in head
    assert load.get("/a").startswith(b"GET /a HTTP/1.1\r\n")
