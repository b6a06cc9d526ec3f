"""Acts on a whole filter: counted before and after, done once, taken back, never in silence over somebody else's."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from certificates.shop import actions, queries, queries_acts
from certificates.shop.actions import Changed
from certificates.shop.filters import Filter
from certificates.shop.forms import new_token
from certificates.shop.models import ShopAct, ShopStep
from certificates.shop.queries import Stamp
from certificates.shop.states import (
    DELIVER,
    DELIVERED,
    PRINT,
    PRINTED,
    REPRINT,
    SIGN,
    SIGNED,
    TO_PRINT,
    UNDO,
)
from tests import make
from tests.certificates.shop.story import asked_as_seen, do, papers, people, row
from tests.client import Client
from training.audit.models import AuditEntry
from training.db import db
from training.errors import Refused


def test_from_the_queue_into_her_hands(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    one = papers(cohort, people(cohort, "Quispe"))[0]
    for kind, state in ((PRINT, PRINTED), (SIGN, SIGNED), (DELIVER, DELIVERED)):
        assert do(bea, kind).count == 1
        assert row(one).state == state
    found = queries_acts.history(one.id)
    assert [(step.kind, step.after, step.by) for step in found] == [
        (PRINT, PRINTED, bea.full_name), (SIGN, SIGNED, bea.full_name), (DELIVER, DELIVERED, bea.full_name)]
    assert {entry.act for entry in db.session.query(AuditEntry)} >= {"shop print", "shop sign", "shop deliver"}


def test_an_act_moves_the_whole_filter_and_nothing_else(app: Flask) -> None:
    bea, caro, dina = make.bea(), make.caro(), make.dina()
    here, there = make.cohort(bea), make.cohort(caro)
    mine = papers(here, people(here, *(f"Persona {number}" for number in range(120))))
    hers = papers(there, people(there, "Mamani"))
    assert do(bea, PRINT).count == 120  # the page shows fifty
    assert {row(one).state for one in mine} == {PRINTED}
    assert row(hers[0]).state == TO_PRINT
    assert do(dina, PRINT, Filter(region="cus")).count == 1


def test_the_pile_is_in_the_order_of_the_queue(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    made = papers(cohort, people(cohort, "Zapata", "Álvarez", "Ñaupari"))
    act = do(bea, PRINT)
    places = {step.certificate_id: step.position for step in db.session.query(ShopStep).filter_by(act_id=act.id)}
    assert [places[one.id] for one in made] == [3, 1, 2]


def test_the_same_form_twice_is_one_act(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, "Quispe", "Mamani"))
    form = asked_as_seen(bea, Filter(), PRINT)
    first = actions.act(bea, Filter(), form)
    db.session.commit()
    assert actions.act(bea, Filter(), form).id == first.id
    assert db.session.query(ShopAct).count() == 1
    with pytest.raises(Refused, match="ya se usó"):
        actions.act(bea, Filter(region="aya"), form)


def test_what_somebody_else_did_meanwhile_is_told_and_nothing_is_done(app: Flask) -> None:
    bea, dina = make.bea(), make.dina()
    cohort = make.cohort(bea)
    made = papers(cohort, people(cohort, "Quispe", "Mamani", "Luna"))
    form = asked_as_seen(bea, Filter(), PRINT)
    do(dina, PRINT, Filter(words="luna"))
    with pytest.raises(Changed) as changed:
        actions.act(bea, Filter(), form)
    db.session.rollback()
    assert changed.value.count == 2
    assert [row(one).state for one in made] == [TO_PRINT, TO_PRINT, PRINTED]


def test_a_stamp_tells_apart_sets_of_one_size_and_sum() -> None:
    assert Stamp.of([1, 4]) != Stamp.of([2, 3])
    assert str(Stamp.of([])) == "0.0.0"
    assert queries.SQUARE ** 2 < 2 ** 31  # PostgreSQL multiplies two INTEGERs to an INTEGER


def test_the_stamp_of_the_page_is_that_of_its_papers(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    made = papers(cohort, people(cohort, "Quispe", "Mamani"))
    assert queries.page(bea, Filter(), 1).stamp == Stamp.of([one.id for one in made])


def test_nothing_and_too_much_are_refused(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    with pytest.raises(Refused, match="No hay papeles"):
        actions.act(bea, Filter(), asked_as_seen(bea, Filter(), PRINT))
    papers(cohort, people(cohort, "Uno", "Dos", "Tres"))
    monkeypatch.setattr(actions, "MOST", 2)
    with pytest.raises(Refused, match="Son más de 2"):
        actions.act(bea, Filter(), asked_as_seen(bea, Filter(), PRINT))


def test_the_last_act_is_taken_back_with_its_reason(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    made = papers(cohort, people(cohort, "Quispe", "Mamani"))
    act = do(bea, PRINT)
    back = actions.undo(bea, act, new_token(), "printer")
    db.session.commit()
    assert back.count == 2
    assert [(row(one).state, row(one).copies) for one in made] == [(TO_PRINT, 0)] * 2
    assert [(step.kind, step.reason) for step in queries_acts.history(made[0].id)] == [(PRINT, ""), (UNDO, "printer")]
    past = queries_acts.act_for(bea, act.key)
    assert past and past.undone
    with pytest.raises(Refused, match="no queda nada"):
        actions.undo(bea, act, new_token(), "printer")
    with pytest.raises(Refused, match="no queda nada"):
        actions.undo(bea, back, new_token(), "printer")
    assert do(bea, PRINT).count == 2  # and no duplicate: none came out


def test_what_went_on_stays_when_an_act_is_taken_back(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    made = papers(cohort, people(cohort, "Quispe", "Mamani"))
    act = do(bea, PRINT)
    do(bea, SIGN, Filter(state=PRINTED, words="quispe"))
    token = new_token()
    assert actions.undo(bea, act, token, "mistake").count == 1
    assert actions.undo(bea, act, token, "mistake").count == 1  # the same form again
    assert [row(one).state for one in made] == [SIGNED, TO_PRINT]


def test_a_revoked_paper_does_not_come_back(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    one = papers(cohort, people(cohort, "Quispe"))[0]
    act = do(bea, PRINT)
    db.session.execute(text("UPDATE shop_paper SET state = 'gone' WHERE certificate_id = :one"), {"one": one.id})
    with pytest.raises(Refused):
        actions.undo(bea, act, new_token(), "mistake")


def test_duplicates_are_counted(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    one = papers(cohort, people(cohort, "Quispe"))[0]
    for kind in (PRINT, SIGN, DELIVER):
        do(bea, kind)
    do(bea, REPRINT, Filter(state=DELIVERED))
    assert (row(one).state, row(one).copies) == (PRINTED, 2)
    do(bea, REPRINT, Filter(state=PRINTED))
    assert row(one).copies == 3
    assert [step.reason for step in queries_acts.history(one.id)][-1] == "lost"


@pytest.mark.parametrize("statement", ["UPDATE shop_act SET count = 9", "DELETE FROM shop_act",
                                       "UPDATE shop_step SET after = 'signed'", "DELETE FROM shop_step"])
def test_acts_are_never_changed(app: Flask, statement: str) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, "Quispe"))
    do(bea, PRINT)
    with pytest.raises(DatabaseError, match="append-only|is kept"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_two_who_press_at_the_same_time_print_once(app: Flask) -> None:
    bea, dina = make.bea(), make.dina()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, *(f"Persona {number}" for number in range(30))))
    db.session.commit()
    forms = [(who.id, asked_as_seen(who, Filter(), PRINT)) for who in (bea, dina)]
    db.session.rollback()

    def press(who: int, form: actions.Asked) -> str:
        with app.app_context():
            actor = db.session.get_one(type(bea), who)
            try:
                return str(actions.act(actor, Filter(), form).count)
            except Changed as changed:
                db.session.rollback()
                return f"changed to {changed.count}"
            finally:
                db.session.commit()
                db.session.remove()

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(lambda one: press(*one), forms))
    assert answers == ["30", "changed to 0"]
    assert db.session.query(ShopStep).count() == 30


def test_the_page_prints_says_how_many_and_takes_back(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, "Quispe", "Mamani"))
    db.session.commit()
    client.sign_in(bea).get("/imprimir")
    assert "Imprimir 2" in client.text
    client.submit("/imprimir/actos")
    assert client.status == 303
    client.follow()
    assert "2 pasaron a impresos." in client.text
    assert "Se están juntando las hojas" in client.text
    lot = client.path
    client.submit(f"{lot}/deshacer", reason="")
    assert client.status == 422
    client.submit(f"{lot}/deshacer", reason="printer")
    client.follow()
    assert "2 volvieron a donde estaban." in client.text
    client.get("/imprimir")
    assert "deshecho" in client.text


def test_the_page_tells_that_the_list_changed(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, "Quispe", "Mamani"))
    db.session.commit()
    client.sign_in(bea).get("/imprimir")
    do(make.dina(), PRINT, Filter(words="quispe"))
    client.submit("/imprimir/actos")
    assert client.status == 409
    assert "La lista cambió y no se hizo nada" in client.text
    assert "ahora hay 1" in client.text
    client.submit("/imprimir/actos")
    client.follow()
    assert "1 pasó a impresos." in client.text


def test_a_duplicate_needs_its_reason(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, "Quispe"))
    do(bea, PRINT)
    do(bea, SIGN)
    do(bea, DELIVER)
    client.sign_in(bea).get("/imprimir?estado=entregados")
    client.submit("/imprimir/actos", reason="")
    assert client.status == 422
    client.submit("/imprimir/actos", reason="damaged")
    client.follow()
    assert "1 duplicado pasó a impresos." in client.text
    assert "Se malogró o se manchó" in client.text


@pytest.mark.parametrize("change", [{"act": "fly"}, {"token": "x"}, {"seen": ""}, {"seen": "9" * 99}, {"act": ""}])
def test_a_form_that_no_page_sends_is_refused(app: Flask, client: Client, change: dict[str, str]) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, "Quispe"))
    db.session.commit()
    client.sign_in(bea).get("/imprimir")
    client.submit("/imprimir/actos", **change)
    assert client.status == 400


def test_an_act_belongs_to_who_did_it_and_to_administrators(app: Flask, client: Client) -> None:
    bea, dina = make.bea(), make.dina()
    other = make.user("Rosa", "Tello Vera", authority_id=make.authority().id)
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, "Quispe"))
    act = do(bea, PRINT)
    assert queries_acts.act_for(bea, act.key) and queries_acts.act_for(dina, act.key)
    assert queries_acts.act_for(other, act.key) is None
    bea.authority_id = make.authority("cus").id
    db.session.execute(text("DELETE FROM cohort_trainer"))
    db.session.commit()
    assert queries_acts.act_for(bea, act.key) is None  # rights as they are now


def test_the_history_of_a_paper_and_an_act_on_it_alone(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    one, two = papers(cohort, people(cohort, "Quispe", "Mamani"))
    do(bea, PRINT)
    client.sign_in(bea).get(f"/imprimir/hojas/{one.key}")
    assert "Impresos, por firmar" in client.text
    assert bea.full_name in client.text
    assert (row(one).state, row(two).state) == (PRINTED, PRINTED)
    client.get("/imprimir/hojas/nobody")
    assert client.status == 404
