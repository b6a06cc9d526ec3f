"""Two people change the same facility at once: neither count forgets what the other one wrote."""

from threading import Barrier, Thread

from flask import Flask

from tests import make
from tests.coverage import story
from training.clock import now, today
from training.coverage.models import FacilityStanding
from training.db import db
from training.house import facilities_changed
from training.places.models import Facility
from training.staffing.models import Posting

TIMES, AT_ONCE = 4, 3


def test_two_at_once_are_both_counted(app: Flask) -> None:
    place, other = story.facility(), story.facility("P. S. Otra")
    cohort = make.cohort(make.bea())
    people = story.staff(other, cohort, trained=TIMES * AT_ONCE)
    db.session.query(Posting).delete()
    db.session.commit()
    server = db.engine.dialect.name == "postgresql"  # SQLite has one writer: the others wait before their first word
    wrong: list[BaseException] = []

    def come(person: int, ids: list[int], barrier: Barrier) -> None:
        with app.app_context():
            try:
                db.session.add(Posting(user_id=person, facility_id=place.id, since=today(), source="admin", at=now()))
                db.session.flush()
                facilities_changed(ids)
                if server:
                    barrier.wait(20)
                db.session.commit()
            except BaseException as problem:  # noqa: BLE001  # told by the test below
                wrong.append(problem)

    for time in range(TIMES):
        barrier = Barrier(AT_ONCE)
        orders = ([place.id, other.id], [other.id, place.id], [place.id])
        threads = [Thread(target=come, args=(person, ids, barrier)) for person, ids in
                   zip(people[time * AT_ONCE:(time + 1) * AT_ONCE], orders, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
    db.session.expire_all()
    assert db.session.get_one(Facility, place.id)
    assert db.session.get_one(FacilityStanding, place.id).trained == TIMES * AT_ONCE
