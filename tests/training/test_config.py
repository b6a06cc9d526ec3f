"""Settings are checked at start; a wrong one is named."""

from pathlib import Path

import pytest

from training.config import BadSetting, read_settings, weak

STRONG = "k3J9-xQ2v-Lm8r-Tz4w-Pb7n-Yd1s-Hc6g-Rf0u"


def settings(tmp_path: Path, **env: str) -> dict[str, object]:
    return read_settings({"INSTANCE_DIR": str(tmp_path)} | env)


def test_development_needs_nothing_and_keeps_its_secret(tmp_path: Path) -> None:
    first, second = settings(tmp_path), settings(tmp_path)
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert not weak(str(first["SECRET_KEY"]))
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("env", "named"), [
    ({}, "SECRET_KEY"), ({"SECRET_KEY": "short"}, "SECRET_KEY"), ({"SECRET_KEY": "a" * 64}, "SECRET_KEY"),
    ({"SECRET_KEY": STRONG}, "PUBLIC_URL"),
])
def test_production_says_which_setting_is_unsafe(tmp_path: Path, env: dict[str, str], named: str) -> None:
    with pytest.raises(BadSetting, match=named):
        settings(tmp_path, REPLICA_ENV="production", **env)


def test_production_starts_with_a_strong_secret_and_an_address(tmp_path: Path) -> None:
    found = settings(tmp_path, REPLICA_ENV="production", SECRET_KEY=STRONG, PUBLIC_URL="https://replica.example.pe/")
    assert found["PUBLIC_URL"] == "https://replica.example.pe"
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["TRUSTED_HOSTS"] == ["replica.example.pe", "127.0.0.1", "localhost"]


@pytest.mark.parametrize("env", [
    {"REPLICA_ENV": "staging"}, {"PUBLIC_URL": "replica.example.pe"}, {"PUBLIC_URL": "ftp://x"}, {"PROXIES": "-1"},
    {"PROXIES": "two"}, {"PUBLIC_URL": "https://x/?a=b"}, {"PUBLIC_URL": "https://" + "a" * 90}, {"PROXIES": "٣"},
])
def test_a_wrong_setting_is_named(tmp_path: Path, env: dict[str, str]) -> None:
    with pytest.raises(BadSetting, match=next(iter(env))):
        settings(tmp_path, **env)


@pytest.mark.parametrize("url", ["postgres://u@h/db", "postgresql://u@h/db"])
def test_postgresql_is_spoken_by_psycopg_3(tmp_path: Path, url: str) -> None:
    assert str(settings(tmp_path, DATABASE_URL=url)["SQLALCHEMY_DATABASE_URI"]) == "postgresql+psycopg://u@h/db"
