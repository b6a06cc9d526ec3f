"""Writing a plan: by the team on its phone, by whoever facilitates from paper; nothing that was typed is lost."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from tests import make
from tests.client import Client
from tests.plans import story
from tests.plans.story import KIT, ROOM, cells, history, lines, page, write
from tests.statements import statements
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.places.models import Facility
from training.plans.filling import LONGEST, MOST_LINES
from training.plans.models import DRAFT, IN_FORCE, REPLACED, Plan

Browsers = Callable[[], Client]


def plans() -> list[Plan]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Plan).order_by(Plan.id)))


def test_the_team_writes_on_its_phone(client: Client, ana: User, manso: Facility) -> None:
    client.sign_in(ana)
    client.get("/mi-establecimiento/plan")
    client.follow()
    assert client.status == 200 and "Ruta de noche" in client.text and "Sin nombres ni historias" in client.text
    write(client, manso, {"kit": KIT, "ambiente": ROOM})
    assert client.status == 303
    plan, = plans()
    assert (plan.state, plan.sheet, plan.facility_id) == (DRAFT, "contingencia", manso.id)
    assert cells(plan) == [KIT, ROOM] and [one.by_id for one in history(plan)] == [ana.id] * 2
    client.follow()
    assert "Reponer el kit" in client.text and "Guardado." in client.text


def test_a_get_writes_nothing(client: Client, bea: User, manso: Facility) -> None:
    client.sign_in(bea).get(page(manso))
    assert client.status == 200 and plans() == []


def test_an_empty_form_begins_no_plan(client: Client, bea: User, manso: Facility) -> None:
    write(client.sign_in(bea), manso, {"kit": {}})
    assert client.status == 303 and plans() == []
    client.follow()
    assert "Todavía no hay nada escrito" in client.text


def test_one_more_line_of_a_topic(client: Client, bea: User, manso: Facility) -> None:
    write(client.sign_in(bea), manso, {"kit": KIT}, do="add.kit")
    client.follow()
    assert [topic for _key, topic, _rev in story.fields(client)].count("kit") == 2
    client.post(page(manso), story.form_of(client, {"ambiente": ROOM}))
    assert cells(plans()[0]) == [KIT, ROOM]


def test_a_line_is_changed_and_its_history_stays(client: Client, bea: User, manso: Facility) -> None:
    write(client.sign_in(bea), manso, {"kit": KIT})
    write(client, manso, {"kit": KIT | {"dia": "Martes 8"}})
    plan, = plans()
    assert cells(plan) == [KIT | {"dia": "Martes 8"}]
    assert [(one.revision, one.removed, "Lunes 7" in one.cells) for one in history(plan)] == [(1, False, True), (2, False, False)]
    client.get(f"/planes/{plan.key}")
    assert "Lunes 7" in client.text and "cambió la línea" in client.text


def test_saving_without_a_change_writes_nothing(client: Client, bea: User, manso: Facility) -> None:
    for _time in range(2):
        write(client.sign_in(bea), manso, {"kit": KIT})
    assert len(history(plans()[0])) == 1


def test_a_line_is_taken_out_and_stays_in_the_history(client: Client, bea: User, manso: Facility) -> None:
    write(client.sign_in(bea), manso, {"kit": KIT})
    key = lines(plans()[0])[0].key
    write(client, manso, {"kit": KIT}, **{f"out-{key}": "y"})
    assert lines(plans()[0]) == [] and [one.removed for one in history(plans()[0])] == [False, True]
    client.get(f"/planes/{plans()[0].key}")
    assert "quitó la línea" in client.text and "Reponer el kit" in client.text


def test_emptying_a_line_takes_it_out(client: Client, bea: User, manso: Facility) -> None:
    write(client.sign_in(bea), manso, {"kit": KIT})
    write(client, manso, {"kit": {}})
    assert lines(plans()[0]) == []


def test_too_much_text_is_refused_and_everything_typed_stays(client: Client, bea: User, manso: Facility) -> None:
    write(client.sign_in(bea), manso, {"kit": KIT | {"accion": "x" * (LONGEST + 1)}, "ambiente": ROOM})
    assert client.status == 422 and plans() == []
    assert "x" * (LONGEST + 1) in client.text and "Poner llave al tópico" in client.text and f"{LONGEST} caracteres" in client.text


def test_a_plan_does_not_grow_without_end(client: Client, bea: User, manso: Facility) -> None:
    story.draft(manso, bea, [("kit", KIT | {"dia": str(number)}) for number in range(MOST_LINES)])
    write(client.sign_in(bea), manso, {"ambiente": ROOM})
    assert client.status == 422 and "demasiadas líneas" in client.text and "Poner llave al tópico" in client.text
    assert len(lines(plans()[0])) == MOST_LINES


def test_it_is_put_in_force_with_its_reviews(client: Client, bea: User, manso: Facility) -> None:
    on = today() - timedelta(days=2)
    write(client.sign_in(bea), manso, {"kit": KIT}, do="start", starts_on=on.isoformat())
    plan, = plans()
    assert (plan.state, plan.starts_on) == (IN_FORCE, on)
    assert [(one.days, one.due_on, one.state) for one in story.reviews(plan)] == [(days, on + timedelta(days=days), "open") for days in (30, 60, 90)]
    client.follow()
    assert "En marcha desde" in client.text and "Hacer la revisión" in client.text


def test_an_impossible_first_day_is_refused_and_nothing_typed_is_lost(client: Client, bea: User, manso: Facility) -> None:
    for wrong, said in (("", "Falta la fecha"), ("2126-01-01", "demasiado lejos"), ("1926-01-01", "demasiado antigua"), ("31/12", "no se entiende")):
        write(client.sign_in(bea), manso, {"kit": KIT}, do="start", starts_on=wrong)
        assert client.status == 422 and said in client.text and "Reponer el kit" in client.text, wrong
    assert plans() == []


def test_without_a_complete_line_it_is_kept_as_a_draft(client: Client, bea: User, manso: Facility) -> None:
    write(client.sign_in(bea), manso, {"kit": {"accion": "Coordinar"}}, do="start", starts_on=today().isoformat())
    client.follow()
    assert "al menos una línea completa" in client.text and plans()[0].state == DRAFT and "Coordinar" in client.text


def test_the_team_does_not_put_it_in_force(client: Client, ana: User, manso: Facility) -> None:
    write(client.sign_in(ana), manso, {"kit": KIT}, do="start", starts_on=today().isoformat())
    assert plans()[0].state == DRAFT


def test_the_next_plan_begins_with_what_was_not_done_and_replaces_it(client: Client, bea: User, manso: Facility) -> None:
    first = story.in_force(manso, bea, rows=[("kit", KIT), ("ambiente", ROOM)])
    review, line = story.reviews(first)[0], lines(first)[0]
    client.sign_in(bea).post(f"/planes/revisiones/{review.key}", {f"s-{line.key}": "done", "on": today().isoformat(), "how": "phone"})
    client.get(page(manso) + "&nuevo=1")
    assert "Poner llave al tópico" in client.text and "Reponer el kit" not in client.text
    client.post(page(manso) + "&nuevo=1", story.form_of(client, {"ambiente": ROOM}) | {"do": "start", "starts_on": today().isoformat()})
    old, new = plans()
    assert (old.state, new.state) == (REPLACED, IN_FORCE) and old.stopped_at is not None
    assert {one.state for one in story.reviews(old)} == {"done", "skipped"}
    client.follow()
    assert "Planes anteriores" in client.text


def test_a_plan_in_force_is_not_changed_behind_anybodys_back(client: Client, bea: User, manso: Facility) -> None:
    write(client.sign_in(bea), manso, {"kit": KIT})
    client.get(page(manso))
    sent = story.form_of(client, {"kit": KIT | {"dia": "Otro día"}})
    client.post(page(manso), sent | {"do": "start", "starts_on": today().isoformat()})
    plan, = plans()
    client.post(page(manso), sent | {f"c-dia-{lines(plan)[0].key}": "Más tarde"})
    assert cells(plan) == [KIT | {"dia": "Otro día"}] and plan.state == IN_FORCE


def test_a_plan_ends_once(client: Client, bea: User, manso: Facility) -> None:
    plan = story.in_force(manso, bea)
    for _time in range(2):
        client.sign_in(bea).post(f"/planes/{plan.key}/fin")
        assert client.status == 303
    assert plans()[0].state == "ended" and {one.state for one in story.reviews(plan)} == {"skipped"}
    client.get("/planes")
    assert "Ninguna revisión toca ahora" in client.text


def test_strangers_get_nothing(new_client: Browsers, bea: User, caro: User, manso: Facility) -> None:
    plan = story.in_force(manso, bea)
    elsewhere = story.works_at(make.user("Eva"), story.facility("P. S. Nevado", "00090051", "cus"))
    for who in (caro, elsewhere, make.user("Luz")):
        browser = new_client().sign_in(who)
        for path in (page(manso), f"/planes/{plan.key}", f"/planes/{plan.key}.pdf"):
            browser.get(path)
            assert browser.status == 404, (who.given_names, path)
        browser.get("/navegar-con-seguridad")
        browser.post(page(manso), {})
        assert browser.status == 404


def test_who_was_transferred_writes_no_more(client: Client, ana: User, manso: Facility) -> None:
    story.works_at(ana, story.facility("P. S. Otro", "00090022"))
    client.sign_in(ana).get(page(manso))
    assert client.status == 404


def test_whoever_works_nowhere_that_we_know_is_told_what_to_do(client: Client, manso: Facility) -> None:
    client.sign_in(make.user("Luz")).get("/mi-establecimiento/plan")
    assert client.status == 409 and "Todavía no sabemos en qué establecimiento trabaja" in client.text


def test_a_closed_facility_keeps_its_plans_and_gets_no_more(client: Client, bea: User, manso: Facility) -> None:
    client.sign_in(bea).get(page(manso))
    sent = story.form_of(client, {"kit": KIT})
    manso.closed_on = today()
    db.session.commit()
    client.post(page(manso), sent)
    assert client.status == 409 and "figura como cerrado" in client.text and plans() == []
    client.get(page(manso))
    assert client.status == 200 and "figura como cerrado" in client.text


def test_the_plan_of_a_region(client: Client, bea: User, caro: User) -> None:
    client.sign_in(bea).get("/planes/region?hoja=operativo")
    rows = {"": {"meta": "Todo el personal nuevo", "actividad": "Inducción", "quien": "Eva", "cuando": "Abril", "costo": "Nada", "indicador": "9 de 10"}}
    client.post("/planes/region?hoja=operativo", story.form_of(client, rows) | {"do": "start", "starts_on": today().isoformat()})
    plan, = plans()
    assert (plan.authority_id, plan.facility_id, plan.state) == (bea.authority_id, None, IN_FORCE)
    client.get(f"/planes/{plan.key}")
    assert client.status == 200 and "Inducción" in client.text
    client.get("/planes/region?region=cus")
    assert client.status == 404


def test_whoever_administers_chooses_a_region(client: Client, bea: User) -> None:
    client.sign_in(make.dina()).get("/planes/region")
    assert "DIRESA" in client.text or "GERESA" in client.text
    client.get("/planes/region?region=aya")
    assert client.status == 200 and "Plan de contingencia" in client.text
    client.get("/planes/region?region=zzz")
    assert client.status == 404


def test_a_manual_without_forms_says_so(client: Client, app: Flask) -> None:
    make.published()
    at = story.facility()
    client.sign_in(make.bea()).get(page(at))
    assert client.status == 200 and "Todavía no hay formatos" in client.text
    client.post(page(at), {"line": "abcdefgh"})
    assert client.status == 409


def test_the_page_asks_the_database_the_same_however_long_the_plan_is(client: Client, bea: User, manso: Facility) -> None:
    counts = []
    for number in (1, 12):
        at = story.facility(f"C. S. {number}", f"0009100{number % 10}")
        plan = story.in_force(at, bea, rows=[("kit", KIT | {"dia": str(one)}) for one in range(number)])
        story.draft(at, bea, [("kit", KIT | {"dia": str(one)}) for one in range(number)])
        client.sign_in(bea).get(page(at))
        for path in (page(at), f"/planes/{plan.key}"):
            with statements() as found:
                client.get(path)
            counts.append((path.startswith("/planes"), len(found)))
    assert counts[:2] == counts[2:]


def test_a_trainer_of_another_region_who_says_that_she_works_there_puts_nothing_in_force(client: Client, manso: Facility) -> None:
    plan, caro = story.draft(manso, make.bea()), make.caro()
    story.works_at(caro, manso)
    db.session.commit()
    client.sign_in(caro).get(page(manso))
    assert client.status == 200 and "Guardar y poner en marcha" not in client.text
    write(client, manso, {"kit": ROOM}, do="start", starts_on=today().isoformat())
    db.session.expire_all()
    assert client.status == 303 and plan.state == DRAFT
