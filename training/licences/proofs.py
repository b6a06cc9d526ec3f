"""What a licence was given upon, as it was written down then. Pure."""

import json


def kept(evidence: str) -> list[str]:
    """The lines of a licence's evidence: of the JSON that the ladder wrote, or the words that somebody typed."""
    if not evidence:
        return []
    try:
        found = json.loads(evidence)
        return [_line(one) for one in found]
    except (ValueError, TypeError, KeyError, AttributeError):
        return [evidence]


def _line(one: dict[str, object]) -> str:
    shown = one["shown"]
    if not isinstance(shown, list):  # somebody typed what looks like our JSON
        raise TypeError("no list of what was shown")
    said = "; ".join(_said(fact) for fact in shown)
    return f"{one['title']}: {said}" if said else str(one["title"])


def _said(fact: dict[str, object]) -> str:
    parts = [str(fact[key]) for key in ("where", "on", "by") if fact.get(key)]
    score = fact.get("score")
    return ", ".join([*parts, f"{score} %"] if score is not None else parts)
