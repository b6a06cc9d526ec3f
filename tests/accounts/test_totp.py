"""The second factor's arithmetic."""

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.accounts import totp
from training.accounts.devices import device_name

SECRET, KEY, AT = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "k" * 40, 1_795_000_000.0


@pytest.mark.parametrize("away", [-1, 0, 1])
def test_a_code_serves_one_step_early_or_late(away: int) -> None:
    code = pyotp.TOTP(SECRET).at(int(AT) + 30 * away)
    assert totp.matching_step(SECRET, f" {code[:3]} {code[3:]} ", AT) == int(AT) // 30 + away


@pytest.mark.parametrize("away", [-3, -2, 2, 3])
def test_a_code_serves_no_longer(away: int) -> None:
    assert totp.matching_step(SECRET, pyotp.TOTP(SECRET).at(int(AT) + 30 * away), AT) is None


@given(st.text(max_size=20))
def test_rubbish_is_no_code(typed: str) -> None:
    if not typed.isascii():
        assert totp.matching_step(SECRET, typed, AT) is None
    assert totp.recovery_hash(KEY, typed) is None or len(typed) >= 10


def test_the_secret_is_sealed_with_our_key_only() -> None:
    sealed = totp.sealed(KEY, SECRET)
    assert SECRET not in sealed
    assert len(sealed) <= 200
    assert totp.unsealed(KEY, sealed) == SECRET
    assert totp.unsealed("another key", sealed) is None
    assert totp.unsealed(KEY, None) is None
    assert len(totp.sealed(KEY, totp.new_secret())) <= 200


def test_recovery_codes_are_read_as_people_write_them() -> None:
    codes = totp.new_recovery_codes()
    assert len(set(codes)) == 10
    assert totp.recovery_hash(KEY, f"{codes[0][:5]}-{codes[0][5:]}".lower()) == totp.recovery_hash(KEY, codes[0])
    assert totp.recovery_hash(KEY, "corto") is None


def test_the_drawing_is_an_image_without_a_file() -> None:
    assert totp.qr(SECRET, "Dina").startswith("data:image/svg+xml")


@pytest.mark.parametrize(("agent", "name"), [
    ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36", "Chrome, Android"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"), ("", ""), ("<script>", ""),
])
def test_a_browser_is_named_coarsely(agent: str, name: str) -> None:
    assert device_name(agent) == name
