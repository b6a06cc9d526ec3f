"""create_app(): the only file that knows every room."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import books
import certificates
import modules
import quizzes
from training import (
    access,
    accounts,
    attendance,
    audit,
    calling,
    closing,
    cohorts,
    compression,
    coverage,
    db,
    delivery,
    demo,
    editions,
    errors,
    jobs,
    keeping,
    learning,
    licences,
    lineage,
    manuals,
    migrate,
    naming,
    pages,
    places,
    plans,
    practice,
    progress,
    reference,
    reporting,
    staffing,
    static_files,
    suitcase,
    workshops,
)
from training.config import PRODUCTION, ROOT, read_settings
from training.house import House

ANNOUNCED: tuple[Callable[[Flask], None], ...] = (
    modules.init_app, jobs.init_app, audit.init_app, places.init_app, accounts.init_app, staffing.init_app,
    manuals.init_app, cohorts.init_app,
    progress.init_app, workshops.init_app, attendance.init_app, delivery.init_app, practice.init_app, naming.init_app,
    suitcase.init_app, closing.init_app, licences.init_app, lineage.init_app, plans.init_app, coverage.init_app,
    calling.init_app, reporting.init_app, learning.init_app, reference.init_app, editions.init_app, keeping.init_app,
)
REMOVABLE: tuple[Callable[[Flask], None], ...] = (quizzes.init_app, certificates.init_app, books.init_app, demo.init_app)


def create_app(overrides: Mapping[str, object] | None = None,
               rooms: Sequence[Callable[[Flask], None]] | None = None) -> Flask:
    """The application. ``overrides`` replace settings (tests); ``rooms`` replace the removable rooms.

    Raises BadSetting when a setting would be unsafe to run with.
    """
    app = Flask("training", root_path=str(ROOT / "training"), template_folder=str(ROOT / "templates"),
                static_folder=str(ROOT / "training" / "static"))
    app.url_map.merge_slashes = False  # its redirects would name whatever host the request names
    app.config.from_mapping(read_settings())
    app.config.from_mapping(overrides or {})
    Path(str(app.config["INSTANCE_DIR"])).mkdir(parents=True, exist_ok=True)
    app.extensions["house"] = House()
    app.extensions[modules.CHECKERS] = app.extensions["house"].content_checkers
    app.extensions[modules.WIDE_CHECKERS] = app.extensions["house"].content_wide_checkers
    app.extensions[modules.COUNTERS] = app.extensions["house"].question_counters
    if app.config["PROXIES"]:
        hops = int(app.config["PROXIES"])
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
    db.init_app(app)
    errors.init_app(app)
    access.init_app(app)
    CSRFProtect(app)
    Compress(app)
    compression.init_app(app)
    pages.init_app(app)
    static_files.init_app(app)
    migrate.init_app(app)
    for announce in (*ANNOUNCED, *(REMOVABLE if rooms is None else rooms)):
        announce(app)
    if app.config["REPLICA_ENV"] == PRODUCTION:
        demo.refuse_in_production(app)
    return app
