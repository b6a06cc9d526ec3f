"""The roll goes on when the network drops: marks wait in the browser's own store, each is sent once, nobody is overruled
in silence."""

import re

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect
from sqlalchemy import delete, select

from tests import make
from tests.attendance.at_work import Work, until, work
from tests.browser import assert_accessible, assert_fits
from training.accounts.models import UserSession
from training.attendance.actions import close
from training.attendance.models import Mark
from training.db import db, reading
from training.workshops.models import HalfDay

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both

__all__ = ["work"]  # the fixture


OWNER = "async () => (await (await caches.open('roll')).match('/me'))?.text()"


def test_a_tap_is_sent_at_once(work: Work) -> None:
    work.enter()
    work.tap(5)
    expect(work.page.locator("#device")).to_contain_text(re.compile(r"Todo enviado, \d{1,2}:\d\d"))
    assert work.marks() == {5: "absent"}
    work.page.get_by_role("button", name="Guardar sin cerrar").click()
    expect(work.page.get_by_text("Guardado: 0 marcas")).to_be_visible()  # the form had nothing left to say
    assert work.sent() == [(5, "absent")]


def test_without_network_marks_wait_in_sight_and_are_sent_once(work: Work) -> None:
    page = work.page
    work.enter()
    work.cut()
    work.tap(2)
    expect(page.locator("#device")).to_contain_text("Sin conexión. 1 marca por enviar.")
    work.tap(5)
    expect(page.locator("#device")).to_contain_text("2 marcas por enviar. Se guardan en este teléfono")
    assert_fits(page)
    assert_accessible(page)
    work.back()
    expect(page.locator("#device")).to_contain_text("Todo enviado")
    assert sorted(work.sent(), key=str) == [(2, "absent"), (5, "absent")]
    assert page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('marks')).length") == 0


def test_reloading_without_network_shows_the_roll_as_it_was_left(work: Work) -> None:
    page = work.page
    work.enter()
    work.tap(1)
    expect(page.locator("#device")).to_contain_text("Todo enviado")
    work.wait_until_kept()
    work.cut()
    work.tap(5)
    expect(page.locator("#device")).to_contain_text("1 marca por enviar")
    page.reload()
    expect(page.locator("#device")).to_contain_text("1 marca por enviar")
    for number, ticked in ((1, False), (2, True), (5, False)):
        expect(work.row(number).locator("[name=p]")).to_be_checked(checked=ticked)
    work.tap(3)
    expect(page.locator("#device")).to_contain_text("2 marcas por enviar")
    work.back()
    expect(page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {1: "absent", 3: "absent", 5: "absent"} and len(work.sent()) == 3


def test_what_a_killed_tab_left_is_sent_by_the_next_one(work: Work) -> None:
    work.enter()
    work.cut()
    work.tap(2, 5)
    expect(work.page.locator("#device")).to_contain_text("2 marcas")
    other = work.page.context.new_page()
    work.page.close()
    other.context.set_offline(False)
    other.goto(work.address)
    expect(other.locator("#device")).to_contain_text("Todo enviado")
    expect(work.row(5, other).locator("[name=p]")).not_to_be_checked()
    assert len(work.sent()) == 2 and work.marks() == {2: "absent", 5: "absent"}


def test_two_tabs_share_what_waits_and_send_it_once(work: Work) -> None:
    work.enter()
    other = work.page.context.new_page()
    other.goto(work.address)
    work.cut()
    work.tap(2)
    work.tap(4, page=other)
    for one in (work.page, other):
        expect(one.locator("#device")).to_contain_text("2 marcas por enviar")
        expect(work.row(2, one).locator("[name=p]")).not_to_be_checked()
    work.back()
    for one in (work.page, other):
        expect(one.locator("#device")).not_to_contain_text("por enviar")
    assert sorted(work.sent(), key=str) == [(2, "absent"), (4, "absent")]


def test_an_answer_that_was_lost_on_its_way_is_asked_for_again(work: Work) -> None:
    work.enter()
    lost = 0

    def lose(route: Route) -> None:
        nonlocal lost
        route.fetch()
        lost += 1
        route.abort()

    work.page.route("**/marcas", lose, times=1)
    work.tap(3)
    expect(work.page.locator("#device")).to_contain_text("1 marca por enviar")
    work.page.evaluate("dispatchEvent(new Event('online'))")
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    assert lost == 1 and work.sent() == [(3, "absent")]


def test_the_last_one_is_told_who_had_marked_something_else(work: Work, browser: Browser) -> None:
    work.enter()
    luz = browser.new_context(locale="es-PE").new_page()
    work.enter(luz, work.luz)
    work.cut()
    work.tap(2)
    luz_row = work.row(2, luz)
    luz_row.locator("summary").click()
    luz_row.get_by_text("Falta justificada").click()
    expect(luz.locator("#device")).to_contain_text("Todo enviado")
    work.back()
    expect(work.row(2)).to_contain_text("Luz Tello Ramos ya había marcado otra cosa («Falta justificada»)")
    expect(work.page.locator("#device")).to_contain_text("No todo se aplicó. Vea qué pasó")
    expect(work.row(2).locator("[name^=j-]")).to_be_checked(checked=True)
    assert_accessible(work.page)
    assert work.marks() == {2: "excused"}
    work.tap(2)  # she knows better, and says so again
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {2: "present"}
    luz.context.close()


def test_closing_without_network_closes_when_it_is_back(work: Work) -> None:
    work.enter()
    work.cut()
    work.tap(5)
    work.page.get_by_role("button", name="Cerrar:").click()
    expect(work.page.locator("#device")).to_contain_text("se cerrará sola al volver la señal")
    work.back()
    work.page.wait_for_url(work.grid)
    expect(work.page.get_by_text("Asistencia cerrada")).to_be_visible()
    assert work.marks() == {1: "present", 2: "present", 3: "present", 4: "present", 5: "absent", 6: "present"}
    assert work.sent() == [(5, "absent")]


def test_a_tap_after_asking_to_close_takes_it_back(work: Work) -> None:
    work.enter()
    work.cut()
    work.page.get_by_role("button", name="Cerrar:").click()
    expect(work.page.locator("#device")).to_contain_text("se cerrará sola")
    work.tap(5)
    expect(work.page.locator("#device")).not_to_contain_text("se cerrará sola")
    work.back()
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {5: "absent"}


def test_a_mark_that_comes_after_the_close_is_told_beside_the_person(work: Work) -> None:
    work.enter()
    work.cut()
    work.tap(5)
    expect(work.page.locator("#device")).to_contain_text("1 marca")
    close(work.day.cohort, db.session.get_one(HalfDay, work.half_day_id), work.day.luz)
    db.session.commit()
    work.back()
    expect(work.row(5)).to_contain_text("La jornada ya estaba cerrada. Su marca quedó anotada aparte")
    expect(work.row(5).locator("[name=p]")).to_be_checked()
    work.page.reload()
    expect(work.page.get_by_text("Una marca no se aplicó")).to_be_visible()


def test_what_waited_while_somebody_closed_is_told_by_the_next_page(work: Work) -> None:
    work.enter()
    work.page.context.set_offline(True)
    work.tap(5)
    expect(work.page.locator("#device")).to_contain_text("1 marca")
    close(work.day.cohort, db.session.get_one(HalfDay, work.half_day_id), work.day.luz)
    db.session.commit()
    other = work.page.context.new_page()
    work.page.close()
    other.context.set_offline(False)
    other.goto(work.address)
    expect(work.row(5, other).or_(other.locator(f"[data-person='{work.keys[5]}']"))).to_contain_text("quedó anotada aparte")
    assert work.marks()[5] == "present"


def test_another_days_roll_waits_until_she_says_that_it_is_the_one(work: Work) -> None:
    work.enter(to=work.tomorrow)
    work.tap(2)
    expect(work.page.locator("#device")).to_contain_text("1 marca por enviar. Confirme arriba que esta es la jornada")
    assert work.marks() == {}
    work.page.get_by_text("Sí, es la jornada que quiero pasar").click()
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {2: "absent"}


def test_a_browser_that_keeps_nothing_says_so_and_sends_all_the_same(work: Work) -> None:
    work.page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }")
    work.enter()
    work.page.context.set_offline(True)
    work.tap(2)
    expect(work.page.locator("#device")).to_contain_text("no deja guardar nada: no cierre esta página")
    work.page.context.set_offline(False)
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {2: "absent"}


def test_hours_are_sent_when_they_are_written_and_said_as_they_count(work: Work) -> None:
    work.enter()
    row = work.row(3)
    work.tap(3)
    row.locator("summary").click()
    row.locator("[name^=a-]").fill("08:25")
    row.locator("[name^=a-]").blur()
    expect(row.locator(".told")).to_contain_text("Tarde, 8:25: 215 min")
    assert work.marks() == {3: "late"}
    row.locator("[name^=a-]").fill("12:30")
    row.locator("[name^=a-]").blur()
    expect(row.locator(".trouble")).to_contain_text("la jornada ya había terminado")
    expect(row.locator("[name^=a-]")).to_have_value("12:30")  # to be corrected, not thrown away


def test_row_numbers_are_marks_too(work: Work) -> None:
    work.enter()
    work.cut()
    work.page.get_by_text("Por número de fila").click()
    work.page.fill("#rows", "2, 5")
    work.page.get_by_role("button", name="Marcar y guardar").click()
    expect(work.page.locator("#device")).to_contain_text("2 marcas por enviar")
    work.back()
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {2: "absent", 5: "absent"}
    work.page.fill("#rows", "99")
    work.page.get_by_role("button", name="Marcar y guardar").click()
    expect(work.page.get_by_text("No hay fila con este número: 99").first).to_be_visible()


def test_a_session_that_ended_keeps_the_marks_until_she_signs_in_again(work: Work) -> None:
    work.enter()
    db.session.execute(delete(UserSession))
    db.session.commit()
    work.tap(4)
    expect(work.page.locator("#device")).to_contain_text("Su sesión terminó. Ingrese otra vez")
    work.page.locator("#device").get_by_role("link", name="Ingresar").click()
    assert work.marks() == {}
    work.page.fill("[name=document]", work.bea)
    work.page.fill("[name=password]", make.PASSWORD)
    work.page.get_by_role("button", name="Ingresar").click()
    work.page.wait_for_url(work.address)
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {4: "absent"}


def test_an_open_page_goes_on_with_her_new_session(work: Work) -> None:
    """She signed in again in another tab: the permission of this page was of the old session."""
    work.enter()
    other = work.page.context.new_page()
    work.enter(other)
    work.tap(4)
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {4: "absent"}


def test_another_person_never_sends_her_marks(work: Work) -> None:
    work.enter()
    other = work.page.context.new_page()
    work.enter(other, work.luz)
    work.tap(4)
    expect(work.page.locator("#device")).to_contain_text("ingrese con la cuenta con que marcó")
    expect(other.locator("#device")).not_to_contain_text("por enviar")
    assert work.marks() == {}
    other.goto(work.address)
    expect(work.row(4, other).locator("[name=p]")).to_be_checked()
    work.enter(other)
    expect(other.locator("#device")).to_contain_text("Todo enviado")
    with reading():
        assert db.session.scalars(select(Mark.by_id)).all() == [work.bea_id]


def test_a_device_whose_clock_is_wrong_by_a_day_changes_nothing(work: Work) -> None:
    work.page.clock.install(time="2026-01-01T03:00:00Z")
    work.enter()
    work.tap(5)
    work.page.clock.run_for(3000)
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    told = work.page.locator("#device").inner_text()
    assert work.marks() == {5: "absent"} and "22:00" not in told


def test_signing_out_leaves_no_page_behind(work: Work) -> None:
    page = work.page
    work.enter()
    work.wait_until_kept()
    page.get_by_role("button", name="Salir").click()
    page.wait_for_url("**/ingresar**")
    until(page, "async () => !(await caches.has('roll'))")
    page.context.set_offline(True)
    assert not opens(page, work.address)
    work.back()


def test_another_persons_roll_drives_out_the_kept_one(work: Work) -> None:
    page = work.page
    work.enter()
    work.wait_until_kept()
    mine = page.evaluate(OWNER)
    page.context.clear_cookies()
    page.goto(work.address)  # to the door, and what was kept is gone
    until(page, "async () => !(await caches.has('roll'))")
    work.enter(document=work.luz)
    work.wait_until_kept()
    assert page.evaluate(OWNER) != mine


def opens(page: Page, address: str) -> bool:
    try:
        page.goto(address)
    except Error:
        return False
    return True
