"""The OpenAPI document is true: schemathesis asks everything that it allows, and what it does not, and holds every answer
against it. Deterministic, and bounded so that it takes seconds."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests import make
from tests.reporting.story import facility, stands, token
from training.db import db
from training.lineage.models import CohortYield
from training.reporting import door, views_api
from training.reporting.columns import COLUMNS
from training.reporting.openapi import document

ROOT = Path(__file__).parents[2]
EXAMPLES = 12  # of each address and each way to generate


def _story() -> None:
    bea, version = make.bea(), make.published()
    stands(facility("00000001"), ready=True, uncovered_on=date(2027, 2, 3))
    stands(facility("00000002", region="cus", network=""), trained=0, state="lapsed")
    facility("00000003", category="")
    for people in (4, 30):
        cohort = make.cohort(bea, version)
        db.session.add(CohortYield(cohort_id=cohort.id, course="a", authority_id=cohort.authority_id, lead_id=bea.id,
                                   ended_on=date(2026, 10, 2), closed=True, people=people, certified=3, facilities=2,
                                   exit_mean=0.8, practice_mean=0.9))


@pytest.mark.parametrize("region", ["", "aya"])
def test_every_answer_is_what_the_document_says(app: Flask, monkeypatch: pytest.MonkeyPatch, region: str) -> None:
    _story()
    monkeypatch.setattr(door, "MOST", 100_000)  # wrong keys are tried by the hundred
    key = token(region)
    asked = {str(operation.label): _check(operation, key) for operation in _operations(app).values()}
    assert len(asked) == 7 and all(200 in statuses or "{" in label for label, statuses in asked.items())
    assert set().union(*asked.values()) >= {200, 400, 404} | ({403} if region else set())


@pytest.mark.parametrize(("label", "values"), [
    ("/establecimientos/{codigo}", {"codigo": "00000001"}), ("/informe-mensual/{mes}", {"mes": "2026-09"}),
    ("/cobertura/regiones/{region}/redes", {"region": "aya"})])
def test_what_is_there_is_as_the_document_says(app: Flask, label: str, values: dict[str, str]) -> None:
    _story()
    answer = _operations(app)[label].Case(path_parameters=values).call_and_validate(headers=_headers(token("aya")))
    assert answer.status_code == 200


@pytest.mark.one_database
def test_an_answer_that_says_more_than_the_document_is_noticed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _story()
    monkeypatch.setattr(views_api, "_tally", lambda _tally: {"dni": "12345678"})
    with pytest.raises(schemathesis.core.failures.FailureGroup):
        _operations(app)["/cobertura/regiones"].Case().call_and_validate(headers=_headers(token()))


def _operations(app: Flask) -> dict[str, Any]:
    """By path; the application itself answers, without a server."""
    schema = schemathesis.openapi.from_dict(document())
    schema.app = app
    return {one.path: one for one in (result.ok() for result in schema.get_all_operations())}


def _headers(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"}


def _check(operation: Any, key: str) -> set[int]:
    """The statuses that were answered."""
    statuses: set[int] = set()
    _check_as(operation, schemathesis.GenerationMode.POSITIVE, key, statuses)
    if document()["paths"][operation.path]["get"].get("parameters"):  # where there is anything to say wrongly
        _check_as(operation, schemathesis.GenerationMode.NEGATIVE, key, statuses)
    return statuses


def _check_as(operation: Any, mode: Any, key: str, statuses: set[int]) -> None:
    @seed(20261123)
    @settings(max_examples=EXAMPLES, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        statuses.add(case.call_and_validate(headers=_headers(key)).status_code)
    ask()


@pytest.mark.one_database
def test_the_guide_names_every_address_and_every_field(app: Flask) -> None:
    guide = (ROOT / "docs/api.md").read_text()
    assert [path for path in document()["paths"] if f"/api/v1{path}" not in guide] == []
    assert [one.field for one in COLUMNS if f"`{one.field}`" not in guide] == []
