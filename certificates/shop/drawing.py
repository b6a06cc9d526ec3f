"""HTML becomes PDF. The press is loaded when it is first needed."""

from collections.abc import Sequence

from training.press import PANGO


class CannotDraw(ValueError):
    """A sheet cannot be drawn as it should be; the message says what stands in the way."""


def draw(htmls: Sequence[str]) -> bytes:
    """Documents drawn into one file. Raises CannotDraw."""
    # Imported here and not above: the site must start and serve without Pango's libraries; only the worker draws.
    from certificates.shop import press  # noqa: PLC0415  # the reason stands above

    with PANGO:
        try:
            return press.the_press().documents(htmls)[0]
        except press.Refused as error:
            raise CannotDraw(str(error)) from error
