import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules import compiled
from modules.compiled import Stale
from tests.modules.test_loader import good


def test_a_compiled_manual_comes_back_whole() -> None:
    assert compiled.load(compiled.dump(good())) == good()


def test_another_renderers_manual_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    data = compiled.dump(good())
    monkeypatch.setattr(compiled, "RENDERER", compiled.RENDERER + 1)
    with pytest.raises(Stale):
        compiled.load(data)


def test_a_bomb_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "LARGEST", 1000)
    with pytest.raises(Stale):
        compiled.load(zlib.compress(b" " * 100_000))


@given(st.binary())
def test_any_bytes_are_stale(data: bytes) -> None:
    for candidate in (data, zlib.compress(data)):
        with pytest.raises(Stale):
            compiled.load(candidate)
