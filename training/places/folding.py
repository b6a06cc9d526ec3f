"""Text without accents, case or signs, for comparing what people write. Pure."""

import unicodedata


def fold(text: str) -> str:
    """«C. S. Río  Manso» → «c s rio manso»: lower case, no accents, one blank between words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())
