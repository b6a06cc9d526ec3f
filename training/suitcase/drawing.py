"""HTML becomes PDF. The press is loaded when it is first needed."""

from collections.abc import Sequence

from training.press import PANGO


class CannotDraw(ValueError):
    """A sheet cannot be drawn as it should be; the message says what stands in the way."""


def draw(htmls: Sequence[str]) -> tuple[bytes, int]:
    """Documents drawn into one file: its bytes and its pages. Raises CannotDraw."""
    # Imported here and not above: the site must start and serve without Pango's libraries; only the worker draws.
    from training.suitcase import press  # noqa: PLC0415  # the reason stands above

    with PANGO:
        try:
            return press.the_press().documents(htmls)
        except press.Refused as error:
            raise CannotDraw(str(error)) from error
