"""A person's data as one file for herself: everything as JSON, the same to read as HTML, and her own files."""

import io
import json
from datetime import UTC, date, datetime, time
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from flask import render_template

from training.accounts.models import User
from training.clock import in_lima, now
from training.db import db
from training.house import house
from training.keeping.words import section_words, word

FILES = "files"  # under this name an exporter may give {file name: bytes}


def gathered(user_id: int) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What each room keeps of her, and her files by name."""
    data: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    for export in house().exporters:
        found = dict(export(user_id))
        files |= found.pop(FILES, {})
        data |= found
    return data, files


def archive(user_id: int) -> bytes:
    """The ZIP: ``datos.json``, ``datos.html`` and a folder with files. Reads only."""
    data, files = gathered(user_id)
    user = db.session.get_one(User, user_id)
    out, at = io.BytesIO(), now()
    with ZipFile(out, "w") as packed:
        text = json.dumps({"made_at": at, **data}, default=plain, ensure_ascii=False, indent=1)
        _put(packed, "datos.json", text.encode())
        html = render_template("keeping/export.html", name=user.full_name, at=at, sections=sections(data),
                               files=sorted(files))
        _put(packed, "datos.html", html.encode())
        for name, content in sorted(files.items()):
            _put(packed, f"archivos/{PurePosixPath(name).name}", content, ZIP_STORED)
    return out.getvalue()


def sections(data: dict[str, Any]) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """Each part as its title and its entries, each a list of (what, value). Empty parts stay: nothing is kept, they say."""
    found = []
    for name, content in data.items():
        entries = content if isinstance(content, list) else [content]
        found.append((section_words().get(name, name), [
            [(word(key), said(value)) for key, value in entry.items()] if isinstance(entry, dict) else [("", said(entry))]
            for entry in entries]))
    return found


def said(value: object) -> str:
    """A value as a person reads it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, datetime):
        return f"{in_lima(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, default=plain, ensure_ascii=False)
    return str(value)


def plain(value: object) -> object:
    """What JSON has no form for: moments in UTC, dates and hours as ISO 8601, anything else as its text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def _put(packed: ZipFile, name: str, content: bytes, kind: int = ZIP_DEFLATED) -> None:
    at = in_lima(now())
    entry = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    entry.compress_type = kind
    packed.writestr(entry, content)
