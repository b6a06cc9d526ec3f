"""The signed facts of the QR: what goes in comes out, nothing else does, and they always fit."""

import hashlib
import random
import string

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.paper import claim
from certificates.paper.snapshot import CERTIFICATE, CONSTANCIA
from tests.certificates.examples import ALL, BOTH, KEY, LONGEST, MADE_UP, NORMAL, PRESENT, WORST, like

DICTIONARY_DIGEST = "e2e70fc343a293f4e6831658218ccf8a1e74b4ca9c067d52a3837d8b97438b71"
KEYS = [KEY.public_key()]
SIGNS = string.ascii_letters + string.digits + "-_"
names = st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=120).filter(lambda name: name.isprintable())


def test_the_facts_come_back_as_printed() -> None:
    facts = claim.read(claim.make(NORMAL, KEY), KEYS)
    assert facts is not None
    assert facts.whole
    for field in ("folio", "given_names", "surnames", "document_type", "document_end", "course_slug", "half_hours",
                  "starts", "ends", "issued_on", "content_version", "draft", "demo", "place"):
        assert getattr(facts, field) == getattr(NORMAL, field), field
    assert facts.modules == ("a1", "a2", "a3", "a4")
    assert facts.digest == claim.digest(NORMAL).hex()


def test_a_constancia_says_what_it_is() -> None:
    facts = claim.read(claim.make(PRESENT, KEY), KEYS)
    assert facts is not None
    assert (facts.kind, facts.whole, facts.folio, facts.half_hours, facts.modules) == (
        CONSTANCIA, True, "2026-C-000045", 29, ())
    cut = claim.read(claim.make(MADE_UP, KEY), KEYS)
    assert cut is not None
    assert cut.kind == CONSTANCIA
    certificate = claim.read(claim.make(NORMAL, KEY), KEYS)
    assert certificate is not None
    assert certificate.kind == CERTIFICATE


def test_a_reader_of_before_takes_no_constancia_for_a_certificate() -> None:
    first_byte = claim._decode(claim.make(PRESENT, KEY))
    assert first_byte is not None
    assert first_byte[0] not in (1, 2, 3)


def test_the_notices_are_signed_too() -> None:
    facts = claim.read(claim.make(BOTH, KEY), KEYS)
    assert facts is not None
    assert facts.draft
    assert facts.demo


@pytest.mark.parametrize("name", ALL)
def test_every_example_fits(name: str) -> None:
    assert len(claim.make(ALL[name], KEY)) <= claim.LONGEST


def test_a_name_of_78_characters_stays_whole() -> None:
    facts = claim.read(claim.make(ALL["long"], KEY), KEYS)
    assert facts is not None
    assert facts.whole
    assert facts.surnames == ALL["long"].surnames


@settings(max_examples=60, deadline=None)
@given(names, names)
def test_names_of_120_characters_of_any_letters_fit_at_worst_cut(given_names: str, surnames: str) -> None:
    someone = like(given_names=given_names, surnames=surnames)
    made = claim.make(someone, KEY)
    facts = claim.read(made, KEYS)
    assert len(made) <= claim.LONGEST
    assert facts is not None
    assert someone.given_names.startswith(facts.given_names)
    assert someone.surnames.startswith(facts.surnames)
    assert facts.whole == ((facts.given_names, facts.surnames) == (someone.given_names, someone.surnames))


def test_letters_of_four_bytes_fit_with_every_other_text_at_its_longest() -> None:
    rough = random.Random(7)
    signs = [rough.choice(string.ascii_letters) for _ in range(24 * 4)]
    worst = like(given_names="".join(chr(0x10400 + rough.randrange(79)) for _ in range(120)), surnames="𐐀" * 120,
                 folio="".join(signs[:24]), course_slug="".join(signs[24:48]), content_version="".join(signs[48:72]),
                 document_type="passport", draft=True, demo=True)
    facts = claim.read(claim.make(worst, KEY), KEYS)
    assert facts is not None
    assert not facts.whole
    assert facts.folio == worst.folio


def test_a_cut_name_keeps_letters_and_marks_together() -> None:
    someone = like(given_names="".join(f"G\u0303{chr(0x4E00 + i * 37)}" for i in range(40)), surnames="Ŋ")
    facts = claim.read(claim.make(someone, KEY), KEYS)
    assert facts is not None
    assert not facts.whole
    assert not someone.given_names.removeprefix(facts.given_names).startswith("\u0303")


@pytest.mark.parametrize("snapshot", [NORMAL, WORST], ids=["normal", "worst"])
def test_every_single_character_change_is_refused(snapshot: object) -> None:
    made = claim.make(NORMAL if snapshot is NORMAL else WORST, KEY)
    for place, sign in enumerate(made):
        for other in SIGNS:
            if other != sign:
                assert claim.read(made[:place] + other + made[place + 1:], KEYS) is None


@given(st.data())
def test_cut_lengthened_and_foreign_claims_are_refused(data: st.DataObject) -> None:
    made = claim.make(LONGEST, KEY)
    assert claim.read(made[:data.draw(st.integers(0, len(made) - 1))], KEYS) is None
    assert claim.read(made + data.draw(st.text(min_size=1, max_size=5)), KEYS) is None
    assert claim.read(data.draw(st.text(max_size=300)), KEYS) is None


def test_another_key_is_refused_and_the_right_one_is_found_among_many() -> None:
    other = Ed25519PrivateKey.generate().public_key()
    made = claim.make(NORMAL, KEY)
    assert claim.read(made, [other]) is None
    assert claim.read(made, []) is None
    assert claim.read(made, [other, *KEYS]) is not None


def test_the_document_is_in_no_claim_and_cannot_be_tried_out() -> None:
    assert claim.make(NORMAL, KEY) == claim.make(like(document="99999283"), KEY)


def test_the_digest_covers_what_the_claim_has_no_room_for() -> None:
    assert claim.digest(NORMAL) != claim.digest(like(issuer="Otra entidad"))


def test_the_same_snapshot_gives_the_same_address() -> None:
    address = claim.address(NORMAL, KEY)
    assert address == claim.address(NORMAL, KEY)
    assert address.startswith("https://replica.example.org/v/q3Zr8vXn2LwK5mTd7YbHcA#")


def test_the_dictionary_never_changes() -> None:
    # Claims on paper are read with it for as long as the paper lasts; a better one is a new form.
    assert hashlib.sha256(claim.DICTIONARY).hexdigest() == DICTIONARY_DIGEST
