"""The order of a Spanish list: ñ after n, accents and capitals count for nothing. Pure."""

import unicodedata


def by_name(surnames: str, given_names: str) -> tuple[str, str]:
    """A key to sort people by, as a list on paper has them."""
    return _letters(surnames), _letters(given_names)


def _letters(text: str) -> str:
    marked = unicodedata.normalize("NFD", text.casefold()).replace("n\u0303", "n\U0010ffff")
    return "".join(sign for sign in marked if not unicodedata.combining(sign))
