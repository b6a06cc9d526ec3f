"""The issued file with signatures and nothing else: what passes, and fifty things that do not."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.signing.added import NotOnly, Why, look, only_signatures_added
from tests.certificates.examples import MADE_UP
from tests.certificates.signing import files, forgeries, keys

ISSUED = {"unsigned": lambda: files.drawn(), "signed here": lambda: files.signed_here(visible=True)}


@pytest.fixture(params=list(ISSUED))
def issued(request: pytest.FixtureRequest) -> bytes:
    return ISSUED[request.param]()


def test_a_signature_from_outside_is_seen_with_its_name(issued: bytes) -> None:
    found = only_signatures_added(issued, files.signed_outside(issued), files.roots())
    assert found is not None
    assert found.names == ("SARMIENTO CHOQUE Julio Abel",)
    assert found.trusted
    assert not found.signatures[0].visible
    assert found.signatures[0].at is not None


def test_without_roots_it_is_whole_and_nobody_says_whose(issued: bytes) -> None:
    found = only_signatures_added(issued, files.signed_outside(issued))
    assert found is not None
    assert not found.trusted


def test_with_roots_a_signature_from_elsewhere_is_refused(issued: bytes) -> None:
    stranger = keys.pair("p256", "Cualquiera", by="Autoridad de nadie")
    with pytest.raises(NotOnly) as no:
        look(issued, files.signed_outside(issued, stranger), files.roots())
    assert no.value.why is Why.UNTRUSTED
    assert only_signatures_added(issued, files.signed_outside(issued, stranger), files.roots("Autoridad de nadie"))


def test_several_may_sign_one_after_the_other(issued: bytes) -> None:
    twice = files.signed_outside(files.signed_outside(issued), keys.pair("rsa2048", "JEFA Uno"), field="Jefa")
    found = only_signatures_added(issued, twice, files.roots())
    assert found is not None
    assert found.names == ("SARMIENTO CHOQUE Julio Abel", "JEFA Uno")


@pytest.mark.parametrize("upright", [False, True])
def test_a_visible_one_stands_where_a_hand_would_sign_and_is_trusted(upright: bool) -> None:
    issued = files.drawn(MADE_UP) if upright else files.drawn()
    data = files.signed_outside(issued, box=(80, 100, 250, 145) if upright else files.IN_PLACE)
    found = only_signatures_added(issued, data, files.roots())
    assert found is not None
    assert found.signatures[0].visible
    assert only_signatures_added(issued, data) is None
    assert only_signatures_added(issued, data, unknown_may_show=True)


@pytest.mark.parametrize(("kind", "what"), [("unsigned", what) for what in forgeries.all_of()] +
                         [("signed here", what) for what in list(forgeries.all_of())[::4]])
def test_nothing_else_passes(kind: str, what: str) -> None:
    issued = ISSUED[kind]()
    forged: Callable[[bytes], bytes] = forgeries.all_of()[what]
    data = forged(issued)
    assert only_signatures_added(issued, data, unknown_may_show=True) is None      # and the less with roots


def test_every_reason_has_its_name() -> None:
    issued = files.drawn()
    expected = {"as issued": Why.NOTHING, "saved again": Why.NOT_ISSUED, "another content, signed": Why.CHANGED,
                "another title, signed": Why.CHANGED, "a stamp over the name": Why.COVERS, "a byte of what was signed": Why.BROKEN,
                "an empty field, not signed": Why.NOTHING, "a loop of tables": Why.UNREADABLE}
    for what, why in expected.items():
        with pytest.raises(NotOnly) as no:
            look(issued, forgeries.all_of()[what](issued), unknown_may_show=True)
        assert (what, no.value.why) == (what, why)
    with pytest.raises(NotOnly) as no:
        look(issued, issued + bytes(3_000_001))
    assert no.value.why is Why.TOO_LARGE


@settings(max_examples=60)
@given(st.integers(min_value=0), st.integers(1, 255))
def test_any_byte_of_a_signed_file_changed_is_never_taken_for_the_issued_one(at: int, by: int) -> None:
    issued = files.drawn()
    whole = bytearray(_signed_once(issued))
    span = len(whole) - len(issued)
    whole[len(issued) + at % span] ^= by
    found = only_signatures_added(issued, bytes(whole), files.roots())
    assert found is None or _in_the_padding(bytes(whole), len(issued) + at % span)


_kept: dict[int, bytes] = {}


def _signed_once(issued: bytes) -> bytes:
    return _kept.setdefault(len(issued), files.signed_outside(issued))


def _in_the_padding(data: bytes, at: int) -> bool:
    """The room that a signature did not need is not signed, nor read: zeroes before the closing angle bracket."""
    start = data.rindex(b"/Contents <")
    end = data.index(b">", start)
    return start < at <= end
