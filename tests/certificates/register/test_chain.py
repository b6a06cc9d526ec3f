"""One entry: a single spelling, exactly the fields of its kind, and no words of anybody."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.register import chain
from certificates.register.chain import Entry
from tests.certificates.register.book import AT

HEX = "ab" * 32
PAPER = {"folio": "2026-000001", "paper": "certificate", "course": "a", "version": "3.2", "half_hours": 13,
         "issued_on": "2026-11-23", "commitment": HEX}
OF_KIND: dict[str, dict[str, Any]] = {
    chain.ISSUED: PAPER, chain.REPLACED: PAPER | {"replaces": 1}, chain.REVOKED: {"of": 1, "reason": "fraud"},
    chain.ERASED: {"of": 1}, chain.KEY: {"key": "A" * 43 + "=", "proofs": ("A" * 86 + "==",)}}
WORDS = st.text(min_size=1, max_size=40)


def entry(kind: str = chain.ISSUED, **changes: Any) -> Entry:
    fields = {"seq": 9, "at": AT, "kind": kind, "prev": HEX} | OF_KIND[kind] | changes
    return Entry(**{name: value for name, value in fields.items() if value is not None})


@pytest.mark.parametrize("kind", chain.KINDS)
def test_every_kind_is_read_back_as_it_was_written(kind: str) -> None:
    assert chain.from_bytes(chain.canonical(entry(kind))) == entry(kind)


@given(folio=WORDS, version=WORDS, hours=st.integers(0, 10_000))
def test_the_spelling_is_that_of_any_json_library(folio: str, version: str, hours: int) -> None:
    body = chain.canonical(entry(folio=folio, version=version, half_hours=hours))
    plain = json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert plain == body
    assert chain.from_bytes(body).folio == folio


def test_absent_fields_are_not_written() -> None:
    assert json.loads(chain.canonical(entry(chain.ERASED))) == {"at": AT, "kind": "erased", "of": 1, "prev": HEX, "seq": 9}


@pytest.mark.parametrize("kind", chain.KINDS)
def test_an_entry_that_lacks_a_field_is_refused(kind: str) -> None:
    for name in OF_KIND[kind]:
        with pytest.raises(ValueError, match="an entry of kind"):
            entry(kind, **{name: None})


@pytest.mark.parametrize("kind, name", [(kind, name) for kind in chain.KINDS for name in chain._OWN
                                        if name not in OF_KIND[kind] and not (kind in chain.OF_A_PAPER
                                                                              and name in ("evidence", "renews"))])
def test_an_entry_that_says_too_much_is_refused(kind: str, name: str) -> None:
    with pytest.raises(ValueError, match="an entry of kind"):
        entry(kind, **{name: 1})


@pytest.mark.parametrize("name, wrong", [
    ("seq", 0), ("seq", -1), ("seq", "1"), ("seq", 1.5), ("at", "2026-11-23"), ("at", "2026-11-23T16:20:00+00:00"),
    ("at", AT + "\n"), ("kind", "other"), ("prev", "AB" * 32), ("prev", HEX + "\n"), ("prev", HEX[:-1]), ("commitment", HEX * 2),
    ("folio", ""), ("folio", "x" * 41), ("half_hours", -1), ("half_hours", True), ("issued_on", "23/11/2026"), ("evidence", "x"),
    ("renews", 0), ("format", 2), ("name", "Ana"), ("document", "40617283")])
def test_bytes_that_break_a_rule_are_refused(name: str, wrong: object) -> None:
    body = json.dumps(json.loads(chain.canonical(entry())) | {name: wrong}, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(ValueError):
        chain.from_bytes(body)


@pytest.mark.parametrize("change", [lambda b: b + b"\n", lambda b: b.replace(b":", b": "), lambda b: b.replace(b"{", b'{"format":1,'),
                                    lambda b: b.replace(b"2026-000001", b"\\u0032026-000001"), lambda b: b"[" + b + b"]", lambda b: b"",
                                    lambda b: b.replace(b'"seq":9', b'"seq":9,"seq":9'), lambda b: b[:-1]])
def test_another_spelling_is_refused(change: Any) -> None:
    with pytest.raises(ValueError):
        chain.from_bytes(change(chain.canonical(entry())))


@pytest.mark.parametrize("name", ["renews", "replaces", "of"])
def test_nothing_points_to_itself_or_ahead(name: str) -> None:
    kind = {"renews": chain.ISSUED, "replaces": chain.REPLACED, "of": chain.ERASED}[name]
    for other in (9, 10):
        with pytest.raises(ValueError, match="points ahead"):
            entry(kind, **{name: other})
    assert entry(kind, **{name: 8})


def test_a_reason_is_one_of_ours() -> None:
    with pytest.raises(ValueError, match="none of ours"):
        entry(chain.REVOKED, reason="because of Ana")


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(ValueError):
        chain.from_bytes(data)


def test_a_key_statement_is_bound_to_its_number() -> None:
    assert chain.key_statement(1, b"k" * 32) != chain.key_statement(11, b"k" * 32)
