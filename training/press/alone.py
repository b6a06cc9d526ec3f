"""Drawing one sheet in a process of its own, for a page that answers with it at once.

The web process never holds the drawing libraries, and a sheet that never ends costs nobody but itself. The other process is
this file (``python -m training.press.alone STYLESHEET``), which imports nothing but the press.
"""

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEBIBYTES = 20, 1024


class NotDrawn(RuntimeError):
    """It did not come out in time, or at all; the message is for the log."""


def drawn(html: str, css: Path) -> bytes:
    """The document as PDF, tagged, in one or two seconds. Raises NotDrawn."""
    words = [sys.executable, "-m", "training.press.alone", str(css)]
    try:
        done = subprocess.run(words, input=html.encode(), capture_output=True, timeout=SECONDS, cwd=ROOT, check=False)
    except subprocess.TimeoutExpired:
        raise NotDrawn(f"not drawn within {SECONDS} seconds") from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise NotDrawn(done.stderr.decode("utf-8", "replace")[-600:])
    return done.stdout


def main(css: Path) -> None:
    """In the other process: HTML comes in, the PDF goes out."""
    from training.press.press import Press  # noqa: PLC0415  # it brings the drawing libraries

    resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20, MEBIBYTES << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(Press(css.read_text(encoding="utf-8")).pdf(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
