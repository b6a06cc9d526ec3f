"""A version of the manual as bytes: files to one deterministic ZIP and back, and the digest that names it."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from modules.problems import Problem

SUFFIXES = frozenset({".toml", ".md", ".gift", ".svg", ".png", ".jpg", ".webp"})
LARGEST_FILE = 2 * 1024 * 1024
LARGEST_ALL = 20 * 1024 * 1024
MOST_FILES = 1_000
_OVERHEAD = 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,80}(?:/[A-Za-z0-9][\w.-]{0,80}){0,3}", re.ASCII)
_WHEN = (1980, 1, 1, 0, 0, 0)


class BadBundle(ValueError):
    """Bytes or files that are no version of a manual; the message is for people, `problems` for details."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


def name_fault(name: str) -> str:
    """Why a file of this name cannot be part of a manual; '' when it can."""
    if not _NAME.fullmatch(name) or ".." in name:
        return "el nombre tiene caracteres que no se admiten"
    if suffix_of(name) not in SUFFIXES:
        return f"los archivos «{suffix_of(name) or 'sin terminación'}» no son parte del manual"
    return ""


def suffix_of(name: str) -> str:
    """The ending of a name with its point, '' when it has none."""
    return Path(name).suffix


def survey(folder: Path | str) -> tuple[dict[str, bytes], list[Problem]]:
    """A content folder's files by their path inside it, and what stands in the way (hidden files do not)."""
    folder = Path(folder)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(piece.startswith(".") or piece.endswith("~") for piece in name.split("/")):
            continue
        if path.is_symlink():
            problems.append(Problem(name, 0, "es un enlace simbólico", "Ponga el archivo mismo"))
        elif path.is_dir():
            continue
        elif fault := name_fault(name):
            problems.append(
                Problem(name, 0, fault, "Quítelo o cámbiele el nombre: letras sin tilde, cifras, «-» y «.»")
            )
        elif (size := path.stat().st_size) > LARGEST_FILE:
            problems.append(Problem(name, 0, f"pesa {size // 1024} KB", "Redúzcalo a 2048 KB o menos"))
        elif total + size > LARGEST_ALL or len(files) >= MOST_FILES:
            problems.append(
                Problem(
                    name,
                    0,
                    "la carpeta pesa más de 20 MB o tiene demasiados archivos",
                    "Quite o reduzca imágenes",
                )
            )
            break
        else:
            files[name] = path.read_bytes()
            total += size
    return files, problems


def read_folder(folder: Path | str) -> dict[str, bytes]:
    """A content folder's files by their path inside it. Raises BadBundle when one does not belong there."""
    if not Path(folder).is_dir():
        raise BadBundle(f"No existe la carpeta «{Path(folder).name}».")
    files, problems = survey(folder)
    if problems:
        said = "\n".join(str(problem) for problem in problems)
        raise BadBundle(f"La carpeta tiene archivos que no se admiten:\n{said}", tuple(problems))
    return files


def pack(files: Mapping[str, bytes]) -> bytes:
    """The bundle of these files: the same files give the same bytes on every machine. Raises BadBundle."""
    _judge_sizes(files)
    out = io.BytesIO()
    # Stored, not deflated: compressors differ between versions, and a digest must not.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            if fault := name_fault(name):
                raise BadBundle(f"«{name[:80]}»: {fault}.")
            info = zipfile.ZipInfo(name, _WHEN)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of a bundle. Raises BadBundle for anything else; never inflates more than 20 MB."""
    if len(data) > LARGEST_ALL + _OVERHEAD:
        raise BadBundle("El paquete pesa más de 20 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_all(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OverflowError,
        IndexError,
    ) as error:
        if isinstance(error, BadBundle):
            raise
        raise BadBundle("El paquete está dañado o no es un ZIP.") from error


def digest(data: bytes) -> str:
    """The sha256 of a bundle, in hex: its name for ever."""
    return hashlib.sha256(data).hexdigest()


def _read_all(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise BadBundle(f"El paquete tiene más de {MOST_FILES} archivos.")
    files: dict[str, bytes] = {}
    for entry in entries:
        if (fault := name_fault(entry.filename)) or entry.flag_bits & 1 or entry.filename in files:
            raise BadBundle(
                f"El paquete tiene un archivo que no se admite: «{entry.filename[:80]}» {fault}.".strip()
            )
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadBundle("El paquete usa una compresión que no se admite.")
        with archive.open(entry) as stream:
            # Never trust the declared size: read one byte more than is allowed.
            files[entry.filename] = stream.read(LARGEST_FILE + 1)
        _judge_sizes(files)
    return files


def _judge_sizes(files: Mapping[str, bytes]) -> None:
    if len(files) > MOST_FILES or sum(map(len, files.values())) > LARGEST_ALL:
        raise BadBundle("El manual pesa más de 20 MB o tiene demasiados archivos.")
    for name, content in files.items():
        if len(content) > LARGEST_FILE:
            raise BadBundle(f"«{name[:80]}» pesa más de 2 MB.")
