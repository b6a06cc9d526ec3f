"""A manual as it is kept beside its bundle, already rendered, so that no process renders it again."""

import zlib

import msgspec

from modules.manual import Manual

# Raise this with every change of what render.py makes: older compiled forms are then made anew.
RENDERER = 2
LARGEST = 64 * 1024 * 1024


class Stale(ValueError):
    """Not a compiled manual of this renderer: make it again from the bundle."""


class _Compiled(msgspec.Struct, frozen=True):
    renderer: int
    manual: Manual


def dump(manual: Manual) -> bytes:
    """The compiled form of a manual: JSON, compressed."""
    return zlib.compress(msgspec.json.encode(_Compiled(RENDERER, manual)), 6)


def load(data: bytes) -> Manual:
    """The manual of a compiled form. Raises Stale for another renderer's, or for bytes that are none."""
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(data, LARGEST)
        if not inflater.eof:
            raise Stale("incomplete, or too large")
        compiled = msgspec.json.decode(text, type=_Compiled)
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Stale("no compiled manual") from error
    if compiled.renderer != RENDERER:
        raise Stale(f"made by renderer {compiled.renderer}")
    return compiled.manual
