"""Checkpoints: the vector that everybody's tools know, and nothing that was changed passes."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from certificates.register import note
from certificates.register.note import Checkpoint
from tests.certificates.examples import KEY
from tests.certificates.register.book import ORIGIN, OTHER

POINT = Checkpoint(ORIGIN, 42, bytes(range(32)))
TEXT = note.signed(POINT, KEY)
# The example of golang.org/x/mod/sumdb/note, from which C2SP's signed-note was written.
SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
WORDS = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
LINE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="


def test_key_ids_and_signatures_are_those_of_the_known_example() -> None:
    name, key_id, encoded = PUBLIC.split("+", 2)
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(encoded)[1:])
    assert note.key_id(name, public).hex() == key_id
    secret = Ed25519PrivateKey.from_private_bytes(base64.b64decode(SECRET.split("+", 4)[4])[1:])
    assert secret.public_key() == public
    assert base64.b64encode(note.key_id(name, public) + secret.sign(WORDS.encode())).decode() == LINE
    assert note._signed_by(WORDS, name, f"— {name} {LINE}", public)


def test_a_note_reads_as_the_standard_writes_it() -> None:
    lines = TEXT.split("\n")
    assert lines[:3] == [ORIGIN, "42", base64.b64encode(bytes(range(32))).decode()]
    assert lines[3] == "" and lines[4].startswith(f"— {ORIGIN} ") and lines[5:] == [""]
    assert note.read(TEXT, [KEY.public_key()]) == note.parse(TEXT) == POINT


def test_the_same_note_is_the_same_text() -> None:
    assert note.signed(POINT, KEY) == TEXT


def test_unknown_signatures_are_passed_over() -> None:
    both = note.signed(POINT, OTHER, KEY)
    assert note.read(both, [KEY.public_key()]) == note.read(both, [OTHER.public_key()]) == POINT
    assert note.read(both.replace("— r", "— x", 1), [KEY.public_key()]) == POINT
    assert note.read(TEXT, [OTHER.public_key()]) is None
    assert note.read(TEXT, []) is None


@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(1, 255))
def test_no_changed_byte_passes(at: int, change: int) -> None:
    data = bytearray(TEXT.encode())
    data[at] ^= change
    assert note.read(data.decode("utf-8", "replace"), [KEY.public_key()]) is None or data[:-1] == TEXT.encode()[:-1]


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert note.read(text, [KEY.public_key()]) is None
    note.read(TEXT + text, [KEY.public_key()])
    note.read(text + TEXT, [KEY.public_key()])


@pytest.mark.parametrize("text", ["", "\n\n", TEXT.replace("\n42\n", "\n042\n"), TEXT.replace("\n42\n", "\n-1\n"),
                                  TEXT.replace("\n42\n", "\n４２\n"), TEXT.split("\n\n")[0], TEXT.replace("\n", "\r\n"),
                                  "a b" + TEXT, TEXT + "x" * note.MOST])
def test_what_is_no_note_is_none(text: str) -> None:
    assert note.read(text, [KEY.public_key()]) is None


def test_an_origin_with_a_blank_cannot_be_signed() -> None:
    with pytest.raises(ValueError, match="without blanks"):
        note.signed(Checkpoint("a b", 1, bytes(32)), KEY)


def test_the_short_form_is_the_beginning_of_the_root() -> None:
    assert POINT.short == "0001 0203 0405 0607"
