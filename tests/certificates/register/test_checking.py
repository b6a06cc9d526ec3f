"""The walk over a register: a good one has nothing to say against it, and each thing that is wrong has its sentence."""

import re
from base64 import b64encode
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.register import chain, note
from certificates.register.checking import MOST, Walk
from tests.certificates.examples import KEY
from tests.certificates.register.book import AT, OTHER, Book, full

STRANGER = Ed25519PrivateKey.from_private_bytes(b"s" * 32)


def walked(book: Book, notes: dict[str, str] | None = None) -> Walk:
    """Every entry taken, every note held."""
    notes = {str(size): text for size, text in book.notes.items()} | (notes or {})
    walk = Walk([found.size for text in notes.values() if (found := note.parse(text))])
    for seq, body in enumerate(book.bodies, 1):
        walk.take(body, seq)
    for name, text in notes.items():
        walk.checkpoint(text, f"Nota {name}")
    return walk


def said(book: Book, notes: dict[str, str] | None = None) -> str:
    return " ".join(walked(book, notes).problems)


def test_a_good_register_has_no_problem() -> None:
    walk = walked(full())
    assert walk.problems == []
    assert dict(walk.counts) == {"issued": 6, "replaced": 1, "revoked": 1, "erased": 1, "key": 2}


def test_an_empty_register_has_none_either() -> None:
    walk = walked(Book())
    walk.head(0, chain.BEGINNING, b"")
    assert walk.problems == []


def test_every_edit_of_a_field_is_seen_at_the_next_entry_and_in_the_roots() -> None:
    book = full()
    book.bodies[2] = book.bodies[2].replace(b'"half_hours":13', b'"half_hours":14')
    text = said(book)
    assert "Entrada 4: no sigue a la anterior" in text
    assert "Nota 6: las primeras 6 entradas no son las que se firmaron" in text


def wrong(**last: Any) -> Book:
    """The good register and one entry that it should not have."""
    book = full()
    book.add(**last)
    book.sign()
    return book


PAPER = {"kind": chain.ISSUED, "paper": "certificate", "course": "a", "version": "1", "half_hours": 1, "issued_on": "2026-11-23",
         "commitment": "c" * 64}


@pytest.mark.parametrize("last, sentence", [
    (PAPER | {"folio": "2026-000001"}, "Entrada 12: el folio 2026-000001 ya estaba"),
    (PAPER | {"folio": "x", "renews": 1}, "Entrada 12: apunta a la 1, que no es un papel"),
    (PAPER | {"folio": "x", "renews": 2, "paper": "constancia"}, "Entrada 12: apunta a la 2, que no es un papel de su clase"),
    (PAPER | {"folio": "x", "kind": chain.REPLACED, "replaces": 2}, "Entrada 12: dice otra vez lo que ya se dijo de la 2"),
    ({"kind": chain.REVOKED, "of": 8, "reason": "error"}, "Entrada 12: apunta a la 8, que no es un papel"),
    ({"kind": chain.REVOKED, "of": 3, "reason": "fraud"}, "Entrada 12: dice otra vez lo que ya se dijo de la 3"),
    ({"kind": chain.ERASED, "of": 4}, "Entrada 12: dice otra vez lo que ya se dijo de la 4")])
def test_an_entry_that_cannot_follow_is_said(last: dict[str, Any], sentence: str) -> None:
    assert sentence in said(wrong(**last))


def test_a_new_key_needs_the_signature_of_the_one_before_it() -> None:
    book, raw = full(), STRANGER.public_key().public_bytes_raw()
    words = chain.key_statement(12, raw)
    for signers in ((STRANGER,), (STRANGER, KEY), (STRANGER, STRANGER), (OTHER, OTHER)):
        bad = full()
        bad.add(kind=chain.KEY, key=b64encode(raw).decode(), proofs=tuple(b64encode(one.sign(words)).decode() for one in signers))
        assert re.search("Entrada 12: (la clave nueva no trae|una firma de la clave no es buena)", said(bad))
    book.key(STRANGER)
    book.sign()
    assert said(book) == ""


def test_a_note_is_signed_by_the_key_in_force_at_its_size() -> None:
    book = full()
    book.keys.append(KEY)  # the old one again
    book.sign()
    assert "Nota 11: la firma no es de la clave que regía con 11 entradas" in said(book)
    assert "no es un punto de control" in said(full(), {"x": "nothing"})


def test_a_larger_note_says_that_entries_are_missing() -> None:
    whole, short = full(), full()
    del short.bodies[9:], short.notes[11]
    assert said(short) == ""
    assert "dice 11 entradas y el registro tiene 9" in said(short, {"outside": whole.notes[11]})


def test_a_gap_a_repetition_and_nonsense_are_said() -> None:
    walk = Walk()
    bodies = full().bodies
    for seq, body in ((1, bodies[0]), (3, bodies[2]), (4, b"{}")):
        walk.take(body, seq)
    assert [line for line in walk.problems if line.startswith(("Faltan entradas: después de la 1 viene la 3", "Entrada 4: no se"))]


def test_columns_beside_an_entry_are_held_too() -> None:
    book = full()
    rows: list[tuple[str, str, int | None]] = [(chain.from_bytes(body).kind, AT, None) for body in book.bodies]
    papers = {2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 2, 9: 3, 11: 7}

    def problems(**changed: tuple[str, str, int | None]) -> str:
        walk = Walk()
        for seq, body in enumerate(book.bodies, 1):
            kind, at, _row = rows[seq - 1]
            given = changed.get(f"n{seq}", (kind, at, papers.get(seq)))
            walk.take(body, seq, *given)
        return " ".join(walk.problems)

    assert problems() == ""
    assert "guardada como «revoked»" in problems(n2=("revoked", AT, 1))
    assert "la hora guardada" in problems(n2=("issued", AT.replace("23T", "24T"), 1))
    assert "apunta a un papel" in problems(n1=("key", AT, 1))
    assert "está guardada con otro papel" in problems(n8=("revoked", AT, 1))
    assert "su papel ya tenía la entrada 2" in problems(n3=("issued", AT, 1))
    assert "Entrada 2: no dice a qué papel pertenece" in problems(n2=("issued", AT, None))


def test_the_head_is_held_against_the_entries() -> None:
    walk = walked(full())
    walk.head(walk.size, walk.last, b"".join(walk.peaks))
    assert walk.problems == []
    walk.head(walk.size - 1, walk.last, b"".join(walk.peaks))
    assert walk.problems == ["La cabecera guardada no es la de las entradas."]


def test_the_list_of_problems_has_an_end() -> None:
    walk = Walk()
    for seq in range(1, MOST + 500):
        walk.take(b"{}", seq)
    assert len(walk.problems) == MOST
