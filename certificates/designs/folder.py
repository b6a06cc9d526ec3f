"""A design as files: read, checked, packed into bytes that name themselves by their hash. Pure.

A design is a folder: ``design.toml`` (see Settings), for each paper a template ``PAPER.html`` and a style ``PAPER.css``,
and pictures. Packed, it is a ZIP without dates whose SHA-256 is the design's name for ever; papers say it in their
snapshot, so that whoever draws them again draws them with these very files.
"""

import hashlib
import io
import re
import tomllib
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated

import msgspec

from certificates.paper.snapshot import KINDS

SETTINGS = "design.toml"
TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}
TEXTS = (".toml", ".html", ".css")
LARGEST_FILE, LARGEST_ALL, MOST_FILES = 512 * 1024, 2 * 1024 * 1024, 40  # bytes, bytes, files
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}\.(toml|html|css|png|jpg|svg)", re.ASCII)
_WHEN = (1980, 1, 1, 0, 0, 0)
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class BadDesign(ValueError):
    """What stands in the way of a design; ``problems``: a sentence each, with what to do."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class Signer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who signs papers of this design; kept with it, and not yet offered by the form that issues."""

    name: Text
    post: Text


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``design.toml``. ``words``: what the templates take as ``words.NAME``; ``signers``: at most two."""

    name: Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]{0,30}$")]
    title: Text
    version: Annotated[str, msgspec.Meta(pattern="^[0-9A-Za-z.-]{1,20}$")]
    words: dict[str, Annotated[str, msgspec.Meta(max_length=400)]] = {}
    signers: Annotated[tuple[Signer, ...], msgspec.Meta(max_length=2)] = ()


class Design:
    """The files of a design, by name. Raises BadDesign when they are none."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        if problems := [*_of_files(self.files)]:
            raise BadDesign(*problems)
        self.settings = _settings(self.files[SETTINGS])

    @cached_property
    def packed(self) -> bytes:
        """The one ZIP of these files."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:  # stored: no way of squeezing enters the hash
            for name in sorted(self.files):
                packed.writestr(zipfile.ZipInfo(name, _WHEN), self.files[name])
        return out.getvalue()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the ZIP, in hex."""
        return hashlib.sha256(self.packed).hexdigest()

    def text(self, name: str) -> str:
        """A text of it; KeyError when it has none of this name."""
        return self.files[name].decode()

    def picture(self, name: str) -> tuple[bytes, str]:
        """A picture and its media type. Raises ValueError when it has none of this name."""
        if name not in self.files or Path(name).suffix not in TYPES:
            raise ValueError(f"the design has no picture {name[:60]!r}")
        return self.files[name], TYPES[Path(name).suffix]


def read(folder: Path) -> Design:
    """The design in a folder. Raises BadDesign; hidden files and text for people (README.md) are passed over."""
    files, problems, total = {}, [], 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or path.suffix in (".md", ".txt"):
            continue
        if path.is_symlink() or not path.is_file():
            problems.append(f"«{path.name}» no es un archivo: un diseño es una carpeta sin carpetas ni enlaces.")
        elif path.stat().st_size > LARGEST_FILE or (total := total + path.stat().st_size) > LARGEST_ALL:
            problems.append(f"«{path.name}» pesa demasiado: 512 KB por archivo y 2 MB en total es lo más.")
        else:
            files[path.name] = path.read_bytes()
    if problems:
        raise BadDesign(*problems)
    return Design(files)


def unpack(packed: bytes) -> Design:
    """The design of a ZIP that ``packed`` made. Raises BadDesign for any other bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as found:
            if len(found.infolist()) > MOST_FILES or sum(one.file_size for one in found.infolist()) > LARGEST_ALL:
                raise BadDesign("El diseño pesa demasiado o tiene demasiados archivos.")
            design = Design({one.filename: found.read(one) for one in found.infolist()})
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise BadDesign("El archivo no es un diseño, o está dañado.") from error
    if design.packed != packed:
        raise BadDesign("El archivo no es un diseño tal como se guardó.")
    return design


def _of_files(files: Mapping[str, bytes]) -> list[str]:
    """What is wrong with the files as files."""
    found = [f"El nombre «{name}» no se admite: minúsculas sin tilde, cifras y «-», y una terminación conocida."
             for name in files if not _NAME.fullmatch(name)]
    needed = [SETTINGS, *(f"{paper}{ending}" for paper in KINDS for ending in (".html", ".css"))]
    found += [f"Falta «{name}»." for name in needed if name not in files]
    if len(files) > MOST_FILES:
        found.append(f"Son {len(files)} archivos; {MOST_FILES} es lo más.")
    for name, data in files.items():
        if Path(name).suffix in TEXTS and not _is_text(data):
            found.append(f"«{name}» no está en UTF-8: guárdelo de nuevo con esa codificación.")
    return found


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _settings(data: bytes) -> Settings:
    try:
        return msgspec.convert(tomllib.loads(data.decode()), Settings)
    except tomllib.TOMLDecodeError as error:
        raise BadDesign(f"«{SETTINGS}» no se puede leer: {error}.") from error
    except msgspec.ValidationError as error:
        raise BadDesign(f"«{SETTINGS}»: {error}. Compárelo con el de «replica».") from error
