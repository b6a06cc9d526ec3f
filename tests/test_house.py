"""The house itself: which room may know which, what a pure file may not touch, how large a file may grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import books
import certificates
import quizzes
from training import demo

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("modules", "training", "quizzes", "certificates", "books")
MAY_USE = {"modules": set(), "training": {"modules"}, "quizzes": {"modules", "training"},
           "certificates": {"modules", "training"}, "books": {"modules", "training"}}
LINE = ["jobs", "audit", "places", "accounts", "staffing", "manuals", "cohorts", "progress", "workshops", "attendance",
        "delivery", "practice", "naming", "suitcase", "closing", "licences", "lineage", "plans", "coverage", "calling",
        "reporting", "learning", "reference", "editions", "keeping", "demo"]
CERTIFICATES = ["paper", "register", "designs", "press", "signing", "issuing", "lots", "corrections", "accrediting",
                "verifying", "shop", "dossier", "previews"]
GROUND = {"access", "pages", "app", "serve", "supervisor", "migrate", "throttle", "errors", "house", "db", "forms"}
KNOWS_ALL = {"training/app.py", "training/serve.py"}
PURE = ["modules/render.py", "modules/loader.py", "modules/bundle.py", "modules/manual.py", "modules/compiled.py",
        "modules/search.py", "modules/findable.py", "modules/folding.py", "modules/changes.py",
        "training/lineage/tree.py", "training/lineage/rules.py", "training/lineage/chart.py",
        "training/progress/rules.py", "training/progress/matrix.py", "training/attendance/presence.py",
        "training/attendance/reach.py", "training/attendance/sheet.py", "training/attendance/photo.py",
        "training/delivery/steps.py", "training/delivery/live.py", "training/delivery/correcting.py",
        "training/delivery/fidelity.py", "training/learning/path.py", "training/cohorts/roster.py",
        "training/cohorts/documents.py", "training/accounts/rules.py", "training/practice/scoring.py",
        "training/practice/agreement.py", "training/practice/tries.py", "training/practice/filling.py",
        "training/practice/on_paper.py", "training/practice/table.py", "quizzes/grading.py", "quizzes/gift.py",
        "quizzes/ordering.py", "quizzes/questions.py", "certificates/paper/snapshot.py", "certificates/paper/codes.py",
        "certificates/paper/claim.py", "certificates/press/pdf.py", "training/suitcase/paper.py", "modules/on_paper.py",
        "quizzes/on_paper.py", "books/catalogue.py", "books/compose.py", "books/drawing.py", "books/prose.py",
        "books/workbook.py", "books/epub.py", "books/epub_pages.py", "books/words.py", "books/poster.py",
        "quizzes/entry_exit/blueprint.py", "quizzes/entry_exit/sheets.py", "quizzes/entry_exit/windows.py",
        "training/workshops/editing.py", "training/workshops/editing_together.py", "training/workshops/effects.py",
        "training/workshops/schedule.py", "training/places/folding.py", "training/places/matching.py",
        "training/places/register.py", "training/places/lines.py", "training/places/cells.py",
        "training/places/letters.py", "training/places/speaking.py", "training/places/departments.py",
        "training/places/areas.py", "training/places/comparing.py", "training/places/prepared.py",
        "training/places/troubles.py", "training/places/filters.py", "training/places/workbook.py", "training/archives.py", "training/naming/likeness.py", "training/naming/sheet.py",
        "training/cohorts/facilities.py", "training/cohorts/corrections.py", "quizzes/entry_exit/gain.py",
        "quizzes/entry_exit/flags.py", "quizzes/entry_exit/marks.py", "quizzes/entry_exit/gain_rows.py",
        "quizzes/entry_exit/chart.py", "quizzes/entry_exit/paper.py",
        "certificates/register/chain.py", "certificates/register/merkle.py", "certificates/register/note.py",
        "certificates/register/checking.py", "certificates/register/standalone/verify.py",
        "certificates/designs/folder.py", "certificates/designs/sandbox.py", "certificates/designs/checking.py",
        "certificates/designs/built_in.py", "certificates/press/sheet.py", "certificates/press/finish.py",
        "certificates/press/credential.py", "certificates/press/enclosures.py", "certificates/press/metadata.py",
        "certificates/press/writing.py", "certificates/signing/added.py", "certificates/lots/archive.py",
        "certificates/lots/verdicts.py", "certificates/paper/evidence.py", "certificates/paper/wording.py",
        "certificates/paper/ordering.py", "certificates/accrediting/rule.py", "certificates/shop/states.py",
        "certificates/shop/order.py", "certificates/shop/filters.py", "certificates/shop/syllabus.py",
        "certificates/shop/tally.py", "certificates/shop/sheets.py", "certificates/shop/binding.py",
        "certificates/verifying/offline.py", "training/progress/paper_rules.py", "training/evidence.py",
        "certificates/issuing/chaining.py",
        *(f"training/demo/country/{name}.py" for name in (
            "sizes", "dice", "words", "regions", "facilities", "groups", "outcomes", "plan")),
        "training/coverage/rules.py", "training/coverage/states.py", "training/coverage/tally.py",
        "training/coverage/tiles.py", "training/coverage/trend.py", "training/coverage/filters.py",
        "training/staffing/rules.py", "training/staffing/forecast.py",
        "training/calling/rules.py", "training/reporting/months.py", "training/reporting/asking.py",
        "training/plans/rules.py", "training/plans/suppression.py", "training/plans/filling.py", "modules/supervision.py",
        "modules/read_supervision.py", "modules/ladder.py", "modules/read_ladder.py", "training/licences/rules.py", "training/licences/proofs.py"]


def sources() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_rooms_know_only_the_rooms_on_their_left() -> None:
    wrong = [f"{path.relative_to(ROOT)} imports {name}" for path in sources() for name in imported(path)
             if str(path.relative_to(ROOT)) not in KNOWS_ALL
             and (room := name.split(".")[0]) in ROOMS and room != (own := path.relative_to(ROOT).parts[0])
             and room not in MAY_USE[own]]
    assert not wrong


@pytest.mark.parametrize(("room", "line"), [("training", LINE), ("certificates", CERTIFICATES)])
def test_sub_rooms_form_a_line(room: str, line: list[str]) -> None:
    wrong = []
    for path in sources():
        parts = path.relative_to(ROOT).parts
        if parts[0] != room or len(parts) < 3 or parts[1] not in line:
            continue
        for name in imported(path):
            other = name.split(".")[1] if name.startswith(f"{room}.") else ""
            if other in line and line.index(other) > line.index(parts[1]):
                wrong.append(f"{'/'.join(parts)} imports {name}")
    assert not wrong


@pytest.mark.parametrize(("room", "line"), [("training", LINE), ("certificates", CERTIFICATES)])
def test_every_sub_room_stands_in_its_line(room: str, line: list[str]) -> None:
    found = {path.parent.name for path in (ROOT / room).glob("*/__init__.py")}
    assert found - {"press"} == set(line) - {"press"}  # the presses of training know no other room


@pytest.mark.parametrize("name", PURE)
def test_pure_files_know_neither_the_web_nor_the_database(name: str) -> None:
    names = set(imported(ROOT / name))
    assert not {n for n in names if n.split(".")[0] in ("flask", "sqlalchemy", "flask_babel", "werkzeug")}


def test_views_do_not_speak_sql() -> None:
    wrong = [str(path.relative_to(ROOT)) for path in sources() if path.name.startswith("views")
             and any(name.split(".")[0] == "sqlalchemy" for name in imported(path))]
    assert not wrong


def test_no_drawers() -> None:
    drawers = {"utils", "helpers", "common", "services", "core", "misc"}
    assert not [path for path in sources() if path.stem in drawers or path.parent.name in drawers]


def test_files_stay_small() -> None:
    lengths = sorted(len(path.read_text().splitlines()) for path in sources())
    assert lengths[len(lengths) // 2] <= 100
    assert [path for path in sources() if len(path.read_text().splitlines()) > 300] == []


def test_actions_never_commit() -> None:
    assert not [path for path in sources() if path.name == "actions.py" and ".commit()" in path.read_text()]


def test_templates_hold_neither_style_nor_script() -> None:
    wrong = [path for path in (ROOT / "templates").rglob("*.html")
             if " style=" in (text := path.read_text()) or "<style" in text.replace("<style>{{ css", "")
             or "<script>" in text or " onclick=" in text]
    assert [path for path in wrong if "print" not in str(path)] == []


@pytest.mark.parametrize("left_out", [quizzes.init_app, certificates.init_app, books.init_app, demo.init_app])
def test_the_house_stands_without_a_removable_room(left_out: object, another_app: object) -> None:
    rooms = [room for room in (quizzes.init_app, certificates.init_app, books.init_app, demo.init_app) if room is not left_out]
    app: Flask = another_app(rooms=rooms)  # type: ignore[operator]  # a fixture that makes applications
    answer = app.test_client().get("/ingresar")
    assert answer.status_code == 200
