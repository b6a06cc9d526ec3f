"""``flask report month``: a file, whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.reporting.story import facility, stands
from training.clock import today
from training.db import db


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_report_of_the_country_and_of_a_region(app: Flask, command: Callable[..., str], tmp_path: Path, kind: str) -> None:
    stands(facility("00099021"))
    facility("00099022", region="cus")
    db.session.commit()
    file, month = tmp_path / f"informe.{kind}", f"{today():%Y-%m}"
    assert f"{file}: 2 establecimientos." in command("report", "month", month, str(file))
    assert file.stat().st_size > 500
    assert ": 1 establecimientos." in command("report", "month", month, str(file), "--region", "cus")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(("month", "name", "region", "said"), [
    ("2026-13", "a.csv", "aya", "«2026-13» no es un mes con datos"), ("2099-01", "a.csv", "aya", "no es un mes con datos"),
    ("2026-10", "a.pdf", "aya", "debe terminar en .csv o .xlsx"),
    ("2026-10", "a.csv", "marte", "No hay ninguna autoridad de salud con el código «marte»")])
def test_what_cannot_be_is_said_and_no_file_is_left(app: Flask, tmp_path: Path, month: str, name: str, region: str,
                                                    said: str) -> None:
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["report", "month", month, str(tmp_path / name), "--region", region])
    assert result.exit_code == 1 and said in result.output
    assert list(tmp_path.iterdir()) == []
