"""``flask register verify``: a good register passes, and each hand in the database is named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from certificates.issuing import drawing
from certificates.issuing.models import Certificate, CertificateFile
from certificates.register import chain, queries
from certificates.register.actions import append
from certificates.register.models import RegisterVerification
from certificates.register.verify import verify
from tests.certificates.register.book import full
from tests.certificates.register.story import erase, lift_triggers, member, number_of, outside, papers, revoke
from training import store
from training.db import db

Command = Callable[..., str]


@pytest.fixture
def made(app: Flask) -> list[Certificate]:
    """Four papers, one revoked and one erased."""
    found = papers(member(), 1, 4)
    revoke(found[1])
    erase(found[2])
    return found


def sql(statement: str, **values: object) -> str:
    """What verify says after this statement, as one text."""
    lift_triggers()
    db.session.execute(text(statement), values)
    db.session.commit()
    return "\n".join(verify().problems)


def test_a_good_register_is_in_order(command: Command, made: list[Certificate], tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text(outside())
    said = command("register", "verify", "--checkpoint", str(tmp_path / "nota.txt"))
    assert said == ("7 entradas (erased 1, issued 4, key 1, revoked 1), 3 puntos de control.\nRegistro: todo en orden.\n")
    found = db.session.query(RegisterVerification).one()
    assert (found.size, found.problems) == (7, 0)


def test_an_empty_register_is_in_order(command: Command) -> None:
    assert command("register", "verify").startswith("0 entradas (ninguna), 0 puntos de control.")


def test_problems_end_with_one_and_are_counted(app: Flask, made: list[Certificate]) -> None:
    sql("UPDATE register_head SET size = 6")
    result = app.test_cli_runner().invoke(args=["register", "verify"])
    assert result.exit_code == 1
    assert "PROBLEMA: La cabecera guardada no es la de las entradas." in result.output
    assert "1 con problema. No emita" in result.output
    assert db.session.query(RegisterVerification).one().problems == 1


def test_a_checkpoint_of_another_register_is_named(app: Flask, made: list[Certificate], tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(full().sign())
    (tmp_path / "none.txt").write_bytes(b"\xff\n\n")
    words = ["register", "verify", "--checkpoint", str(tmp_path / "other.txt"), "--checkpoint", str(tmp_path / "none.txt")]
    result = app.test_cli_runner().invoke(args=words)
    assert result.exit_code == 1
    assert "other.txt: dice 11 entradas y el registro tiene 7" in result.output
    assert "none.txt: no es un punto de control" in result.output


ROWS = {
    "UPDATE certificate SET commitment = '00' WHERE folio = '2026-000001'": "la fila de su papel (2026-000001) no dice lo mismo",
    "UPDATE certificate SET kind = 'constancia' WHERE folio = '2026-000001'": "no dice lo mismo",
    "UPDATE certificate SET replaces_id = (SELECT max(id) FROM certificate) WHERE folio = '2026-000001'": "no dice lo mismo",
    "UPDATE certificate SET code = '0000000000000' WHERE folio = '2026-000001'": "el código o la vigencia guardados",
    "UPDATE certificate SET token = 'AAAAAAAAAAAAAAAAAAAAAA' WHERE folio = '2026-000001'": "el código o la vigencia guardados",
    "UPDATE certificate SET valid_until = '2099-12-31' WHERE folio = '2026-000001'": "el código o la vigencia guardados",
    "UPDATE certificate_particulars SET salt = :bytes WHERE certificate_id = :one": "los datos guardados del papel 2026-000001",
    "UPDATE certificate_particulars SET snapshot = :bytes WHERE certificate_id = :one": "los datos guardados del papel 2026-000001",
    "UPDATE certificate_particulars SET evidence = :bytes WHERE certificate_id = :one": "la evidencia guardada del papel 2026-000001",
    "UPDATE certificate_particulars SET evidence = NULL WHERE certificate_id = :one": "la evidencia guardada del papel 2026-000001",
    "DELETE FROM certificate_particulars WHERE certificate_id = :one": "faltan los datos del papel 2026-000001",
    "UPDATE certificate_particulars SET certificate_id = :erased WHERE certificate_id = :one": "se borraron, y todavía están",
    "UPDATE register_entry SET certificate_id = NULL WHERE certificate_id = :one": "no dice a qué papel pertenece",
    "UPDATE register_entry SET certificate_id = :erased WHERE certificate_id = :one": "su papel ya tenía la entrada",
    "UPDATE register_entry SET kind = 'erased' WHERE kind = 'revoked'": "guardada como «erased»",
    "UPDATE register_entry SET at = '2020-01-01 00:00:00+00:00' WHERE kind = 'revoked'": "la hora guardada no es",
    "UPDATE register_entry SET seq = 70 WHERE seq = 7": "después de la 6 viene la 70",
    "UPDATE register_checkpoint SET size = 3 WHERE size = 7": "por dentro dice 7",
    "DELETE FROM register_checkpoint WHERE size > 5": "Las entradas 6 a 7 no tienen punto de control",
    "UPDATE register_checkpoint SET note = 'x' WHERE size = 5": "Punto de control guardado 5: no es un punto de control",
    "DELETE FROM register_head": "La cabecera del registro falta",
}


@pytest.mark.parametrize("statement", ROWS)
def test_each_hand_in_the_database_is_named(made: list[Certificate], statement: str) -> None:
    values = {"one": made[0].id, "erased": made[2].id, "bytes": b"x" * 32}
    assert ROWS[statement] in sql(statement, **{name: value for name, value in values.items() if f":{name}" in statement})
    if "DELETE FROM register_head" in statement:  # it is seeded: the next test wants it back
        db.session.execute(text("INSERT INTO register_head (id, size, last, frontier) VALUES (1, 0, '', :none)"), {"none": b""})
        db.session.commit()


def test_entries_that_nobody_signed_are_named(app: Flask, made: list[Certificate]) -> None:
    last = queries.bodies(7, 1)[0]
    entry = chain.Entry(seq=8, at="2026-11-23T16:20:00Z", kind=chain.REVOKED, prev=chain.hash_of(last), of=2, reason="error")
    said = sql("INSERT INTO register_entry (seq, kind, body, certificate_id, at) VALUES (8, 'revoked', :body, :one, '2026-11-23 16:20:00+00:00')",
               body=chain.canonical(entry), one=made[0].id)
    assert "Las entradas 8 a 8 no tienen punto de control" in said
    assert "La cabecera" in said


def test_a_paper_without_an_entry_is_named(made: list[Certificate]) -> None:
    db.session.add(Certificate(folio="2026-999999", membership_id=made[0].membership_id, kind="constancia", turn=1,
                               cohort_id=made[0].cohort_id, token="t", code="c", commitment="0" * 64,
                               issued_at=made[0].issued_at, issued_by_id=made[0].issued_by_id))
    db.session.commit()
    assert verify().problems == ["El papel 2026-999999 no tiene entrada en el registro."]


def test_a_key_that_this_server_never_had_is_named(app: Flask, made: list[Certificate], tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SIGNING_KEY_FILE", str(tmp_path / "other" / "key.pem"))
    assert "Entrada 1: su clave no está entre las de este servidor" in "\n".join(verify().problems)


def test_files_are_read_when_that_is_asked(app: Flask, command: Command) -> None:
    one = papers(member(), 1, 1)[0]
    drawing.draw(f"certificate:{one.id}")
    db.session.commit()
    assert "todo en orden" in command("register", "verify", "--files")
    store.path_of(db.session.query(CertificateFile).one().sha256).write_bytes(b"x")
    assert "todo en orden" in command("register", "verify")
    result = app.test_cli_runner().invoke(args=["register", "verify", "--files"])
    assert result.exit_code == 1 and "Papel 2026-000001: su archivo falta o fue cambiado" in result.output


def test_papers_that_replace_and_renew_are_held_to_their_rows(made: list[Certificate]) -> None:
    from certificates.issuing.entering import Paper, enter
    from tests.certificates.register.story import said
    first = made[0]
    second = enter([Paper(said(50), first.membership_id, first.cohort_id, first.issued_by_id, replaces=first)])[0]
    enter([Paper(said(51), first.membership_id, first.cohort_id, first.issued_by_id, renews=second)])
    db.session.commit()
    assert verify().problems == []
    assert number_of(second) == 8


def test_a_verification_holds_nobody_up(app: Flask, made: list[Certificate]) -> None:
    """It sees one state, whoever writes meanwhile."""
    with queries.one_instant() as connection:
        before = connection.execute(text("SELECT count(*) FROM register_entry")).scalar()
        if db.engine.dialect.name == "postgresql":
            append([(made[0].id, {"kind": chain.REVOKED, "of": 2, "reason": "error"})])
            db.session.commit()
        assert connection.execute(text("SELECT count(*) FROM register_entry")).scalar() == before
