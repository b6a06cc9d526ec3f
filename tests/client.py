"""A browser without JavaScript, for tests: it sends the CSRF token and checks every page it gets."""

import contextvars
from collections.abc import Mapping
from typing import Any

from flask import Flask, has_app_context
from werkzeug.test import TestResponse

from tests.page_rules import Page, broken_rules
from training.db import db

Data = Mapping[str, Any]


class Client:
    """``get`` and ``post`` return the response; ``text``, ``status`` and ``page`` speak of the last one."""

    def __init__(self, app: Flask) -> None:
        self._flask_app = app
        self._browser = app.test_client()
        self._token: str | None = None
        self.response: TestResponse | None = None
        self.page: Page | None = None
        self.path = "/"
        self.text = ""

    @property
    def status(self) -> int:
        """The status of the last answer."""
        assert self.response is not None, "nothing was asked yet"
        return self.response.status_code

    def get(self, path: str, **more: Any) -> TestResponse:
        """Ask for a page, following no redirect."""
        return self._open(path, method="GET", **more)

    def post(
        self, path: str, data: Data | None = None, *, token: str | None = None, **more: Any
    ) -> TestResponse:
        """Send a form. The CSRF token comes from the last page, or from the first page that has one.

        ``token`` sends another one instead ("" sends none); files go in ``data`` as (stream, name).
        """
        fields = dict(data or {})
        value = self.csrf_token() if token is None else token
        if value:
            fields["csrf_token"] = value
        return self._open(path, method="POST", data=fields, **more)

    def submit(self, path: str | None = None, **changes: Any) -> TestResponse:
        """Send the last page's form for ``path`` (default: its own), as it stands but for ``changes``.

        Text areas and lists to choose from are not read from the page: give them in ``changes``.
        """
        target = path or self.path
        assert self.page is not None, "the last answer was no page"
        form = self.page.form_for(target) or (self.page.form_for("") if target == self.path else None)
        assert form is not None, f"the page {self.path} has no form for {target}"
        fields: dict[str, Any] = {}
        for name, value in form.values:
            fields.setdefault(name, []).append(value)
        return self.post(target, fields | changes)

    def follow(self) -> TestResponse:
        """Go where the last answer points, until a page comes."""
        assert self.response is not None, "nothing was asked yet"
        for _ in range(5):
            if self.response.status_code not in (301, 302, 303, 307, 308):
                return self.response
            self.get(self.response.headers["Location"])
        raise AssertionError(f"redirected without end at {self.path}")

    def csrf_token(self) -> str:
        """The token of the last page, or of the sign-in page when none was seen yet."""
        for path in ("/", "/ingresar"):
            if self._token is None:
                self._ask(path, method="GET", follow_redirects=True)
        assert self._token, "no page with a CSRF token was found"
        return self._token

    def sign_in(self, user: Any, password: str | None = None) -> "Client":
        """Enter as ``user`` through the form, with the password that tests/make.py gives everybody."""
        from tests.make import PASSWORD  # late, because it needs every room

        self.post(
            "/ingresar",
            {
                "document": user.document,
                "document_type": user.document_type,
                "password": password or PASSWORD,
            },
        )
        assert self.status == 303, f"{user.document} could not sign in: {self.text}"
        self._token = None  # a new session has a new token
        return self

    def sign_out(self) -> TestResponse:
        """Leave."""
        return self.post("/salir")

    def _open(self, path: str, **more: Any) -> TestResponse:
        response = self._ask(path, **more)
        self.response, self.path = response, path
        self.text, self.page = "", None
        if (response.mimetype or "").startswith(("text/", "application/json")):
            self.text = response.get_data(as_text=True)
        is_file = response.headers.get("Content-Disposition", "").startswith("attachment")  # to keep, not a page of the site
        if response.mimetype == "text/html" and self.text and not is_file and not 300 <= response.status_code < 400:
            self.page = self._read(path, response)
        return response

    def _read(self, path: str, response: TestResponse) -> Page:
        page = Page(response.get_data(as_text=True))
        broken = broken_rules(page)
        assert not broken, f"{path} ({response.status_code}) breaks: " + "; ".join(broken)
        self._token = page.hidden("csrf_token") or self._token
        return page

    def _ask(self, path: str, **more: Any) -> TestResponse:
        """One request in a context of its own, as on a server: no session leaks into it."""
        if has_app_context():
            db.session.commit()  # what the test built is there for the server to see
        response: TestResponse = contextvars.Context().run(
            self._browser.open, path, buffered=True, **more  # read to the end, so that files are closed
        )
        if has_app_context():
            db.session.expire_all()  # and the test sees what the server wrote
        if self._token is None and response.mimetype == "text/html" and response.status_code == 200:
            self._token = Page(response.get_data(as_text=True)).hidden("csrf_token")
        return response
