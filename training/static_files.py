"""Static files from memory's list: compressed beforehand, kept by browsers for ever, served before anything else runs.

Every address carries the hash of its file (see pages.static), so a file never changes under its address. Only the
development server (``flask run --debug``) leaves them to Flask, which looks at the disk each time.
"""

import os
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

FOR_EVER = "public, max-age=31536000, immutable"


class Compressed(WhiteNoise):  # type: ignore[misc]  # WhiteNoise carries no types
    """WhiteNoise that leaves out a compressed form older than its file: setup makes them, and may not have run yet."""

    def update_files_dictionary(self, root: str, prefix: str) -> None:
        """List the files under ``root`` once, at start."""
        self.stale = {path for path in _compressed(root) if os.stat(path).st_mtime < os.stat(path[:-3]).st_mtime}
        super().update_files_dictionary(root, prefix)

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: dict[str, os.stat_result]) -> None:
        """Add one file, with the compressed forms that are up to date."""
        kept = {name: found for name, found in stat_cache.items() if name not in self.stale}
        if path not in self.stale:
            super().add_file_to_dictionary(url, path, stat_cache=kept)


def _compressed(root: str) -> list[str]:
    paths = [os.path.join(folder, name) for folder, _folders, names in os.walk(root) for name in names]
    return [path for path in paths if path.endswith((".gz", ".br")) and path[:-3] in paths]


def _headers(headers: Headers, _path: str, _url: str) -> None:
    headers["Cache-Control"] = FOR_EVER
    headers["X-Content-Type-Options"] = "nosniff"


def init_app(app: Flask) -> None:
    """Put the files of ``app`` before it."""
    if not app.debug:
        app.wsgi_app = Compressed(  # type: ignore[method-assign]  # how Flask wants middleware
            app.wsgi_app, root=app.static_folder, prefix=f"{app.static_url_path}/", max_age=None,
            allow_all_origins=False, add_headers_function=_headers)
