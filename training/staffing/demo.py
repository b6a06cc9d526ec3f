"""The demonstration: invented people at the invented facilities, with contracts that end on several days."""

from datetime import timedelta

from sqlalchemy import exists, select

from training.accounts.models import User
from training.clock import today
from training.db import db
from training.places.models import Facility
from training.staffing.actions import post
from training.staffing.listing import Listed, take_list
from training.staffing.models import APPOINTED, CAS, ROSTER, SERUMS, SERVICES, UNKNOWN, Posting

# document, code of the facility, kind of contract, how many days since she began, in how many her contract ends
PEOPLE: tuple[tuple[str, str, str, int, int | None], ...] = (
    ("99000101", "00099001", CAS, 400, 38), ("99000102", "00099021", APPOINTED, 2100, None),
    ("99000103", "00099002", CAS, 700, 67), ("99000104", "00099021", CAS, 380, None),
    ("99000105", "00099003", SERVICES, 200, 20), ("99000106", "00099041", APPOINTED, 3300, None),
    ("99000107", "00099041", CAS, 900, 250), ("99000108", "00099022", UNKNOWN, 60, None),
    ("99000109", "00099001", SERUMS, 260, 105), ("99000110", "00099005", SERUMS, 300, 65),
    ("99000111", "00099022", CAS, 640, 150), ("99000112", "00099021", UNKNOWN, 40, None),
    ("99000201", "00099004", SERUMS, 310, 55), ("99000202", "00099004", CAS, 800, 190),
    ("99000203", "00099005", CAS, 420, 38), ("99000204", "00099041", APPOINTED, 2800, None),
    ("99000205", "00099003", UNKNOWN, 90, None), ("99000301", "00099022", CAS, 500, 38),
    ("99000303", "00099021", APPOINTED, 1500, None), ("99000306", "00099001", SERVICES, 240, -12),
    ("99000308", "00099021", CAS, 610, 210), ("99000309", "00099021", SERUMS, 280, 85),
    ("99000311", "00099041", CAS, 330, 38), ("99000312", "00099002", SERUMS, 290, 75),
)
MOVED = ("99000108", "00099021", 400)  # where she was before, and since how many days ago
SAID = ("99000104", "00099001")  # a list says so, and she is known elsewhere


def load() -> None:
    """Once: whoever works somewhere already stays there. Commits."""
    nowhere = ~exists().where(Posting.user_id == User.id)
    query = select(User.document, User.id).where(User.is_demo, nowhere)
    users = {document: user for document, user in db.session.execute(query)}
    places = {code: place for code, place in db.session.execute(select(Facility.code, Facility.id).where(Facility.is_demo))}
    document, code, days = MOVED
    if document in users and code in places:
        post(users[document], places[code], source=ROSTER, by_id=None, since=today() - timedelta(days=days))
    for document, code, contract, began, ends in PEOPLE:
        if document in users and code in places:
            post(users[document], places[code], source=ROSTER, by_id=None, since=today() - timedelta(days=began),
                 contract=contract, contract_ends_on=None if ends is None else today() + timedelta(days=ends))
    if SAID[0] in users and SAID[1] in places:
        take_list([Listed(users[SAID[0]], places[SAID[1]])], users[SAID[0]])
    db.session.commit()
