"""Drawing with a design that nobody may trust yet: in a process of its own, with little memory and little time.

The web process never holds the drawing libraries, and a template that never ends costs nobody but itself.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from certificates.designs.folder import BadDesign, Design
from certificates.paper.snapshot import Snapshot
from certificates.press.sheet import Sheet

SECONDS, MEBIBYTES = 20, 1024
ADDRESS = "https://replica.example.org/v/muestra"  # a sample is not in the register


def drawn(said: Snapshot, design: Design) -> bytes:
    """The sheet as PDF. Raises BadDesign when it does not come out within SECONDS, or at all."""
    ours, theirs = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_draw, args=(theirs, said, design.packed), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(SECONDS):
            raise BadDesign(f"La hoja no estuvo lista en {SECONDS} segundos: simplifique la plantilla.")
        answer = ours.recv()
    except EOFError:
        raise BadDesign("La hoja pide más memoria de la que un diseño puede usar.") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(answer, str):
        raise BadDesign(answer)
    return bytes(answer)


def text_of(said: Snapshot, design: Design) -> str:
    """The text of the one page that a sheet has. Raises BadDesign when it has more."""
    if shutil.which("pdftotext") is None:
        raise BadDesign("Para probar un diseño hace falta poppler: instale el paquete «poppler-utils».")
    data = drawn(said, design)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(data)
        pages = subprocess.run(["pdfinfo", file.name], capture_output=True, text=True, check=True).stdout
        if "Pages:           1\n" not in pages:
            raise BadDesign("La hoja ocupa más de una página.")
        return subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, text=True, check=True).stdout


def _draw(answer: Connection, said: Snapshot, packed: bytes) -> None:
    """In the other process."""
    from certificates.press import pdf  # noqa: PLC0415  # it brings the drawing libraries, which the web process never holds

    resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20, MEBIBYTES << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        answer.send(pdf.draw(Sheet(said, ADDRESS, design=packed)))
    except (ValueError, RecursionError) as error:
        answer.send(str(error)[:600])
    except MemoryError:
        sys.exit(1)
