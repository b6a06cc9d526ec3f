"""One person with a canary in every field that can hold one, and how they are looked for afterwards."""

import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import LargeBinary, select

from certificates.corrections.models import ASKED, PaperWords, RevocationRequest
from certificates.issuing.actions import note_file
from certificates.issuing.entering import Paper, enter
from certificates.issuing.models import Particulars, PrintFile
from certificates.lots.models import LotFile, SignedLot
from certificates.paper.snapshot import CERTIFICATE
from certificates.shop.models import ShopAct
from quizzes.entry_exit.models import SheetChange, TestSheet, VoidedQuestion
from quizzes.models import Attempt, QuizPaper
from tests import make
from tests.attendance.story import picture
from tests.certificates.examples import like
from tests.entry_exit import story as entry_exit
from tests.licences import keeping as licences
from tests.places import story as places
from tests.plans import keeping as plans
from tests.staffing import story as staffing
from training import store
from training.accounts.models import AccessCode, ParkedForm, RecoveryCode, User, UserSession
from training.attendance.models import Mark, SheetPhoto
from training.audit.models import AuditEntry
from training.calling.models import CallNote
from training.clock import now, today
from training.closing.models import ClosingAct, FollowUp, Report
from training.cohorts.models import Cohort, JoinRequest, Membership, RosterDraft
from training.db import db
from training.jobs.models import Job, JobItem
from training.naming.models import PHONE, NameConfirmation
from training.practice.models import Observation
from training.reporting.models import ApiKey
from training.throttle import Throttle, bucket
from training.workshops.queries import half_days

DOCUMENT = "73190264"


@dataclass
class Planted:
    """Who, where, and the canaries by ``table.column``."""

    person: User
    cohort: Cohort
    member: Membership
    canaries: dict[str, str] = field(default_factory=dict)

    def put(self, column: str, text: str | None = None) -> str:
        """A canary for a column: letters only, so that it could be a name."""
        number = len(self.canaries)
        letters = "abcdefghijklmnopqrstuvwxyz"
        self.canaries[column] = text or f"Qzkan{letters[number // 26]}{letters[number % 26]}w"
        return self.canaries[column]


def plant(app: Flask) -> Planted:
    """A workshop of two people that Bea facilitated and closed; one of them is all canaries."""
    bea = make.bea()
    cohort = entry_exit.workshop(bea, people=1)
    person = make.user("Qzkangiven", "Qzkansur Qzkanname", document=DOCUMENT)
    member = make.member(cohort, person)
    story = Planted(person, cohort, member)
    _account(story)
    _cohort(story, bea)
    _workplaces(story, bea)
    licences.planted(story, bea)
    plans.planted(story, bea)
    _learning(story)
    _notes(story, bea)
    _papers(app, story, bea)
    cohort.closed_at = now()
    db.session.commit()
    return story


def _account(story: Planted) -> None:
    person = story.person
    story.put("user_account.given_names", "Qzkangiven")
    story.put("user_account.surnames", "Qzkansur Qzkanname")
    story.put("user_account.document", DOCUMENT)
    story.put("user_account.key", person.key)
    person.profession = story.put("user_account.profession")
    person.password_hash = story.put("user_account.password_hash")
    person.totp_secret = story.put("user_account.totp_secret")
    db.session.add_all([
        UserSession(token_hash=story.put("user_session.token_hash"), user_id=person.id, created_at=now(),
                    device=story.put("user_session.device")),
        AccessCode(user_id=person.id, salt=story.put("access_code.salt"), length=10, created_at=now(), expires_at=now()),
        RecoveryCode(user_id=person.id, code_hash=story.put("recovery_code.code_hash")),
        ParkedForm(ticket_hash=story.put("parked_form.ticket_hash"), user_id=person.id, created_at=now(),
                   path=story.put("parked_form.path"), body=story.put("parked_form.body")),
        Throttle(bucket=story.put("throttle.bucket", bucket("account", "dni", DOCUMENT)), failures=1, started_at=now(),
                 closed_until=None)])


def _cohort(story: Planted, bea: User) -> None:
    member, cohort = story.member, story.cohort
    member.given_names = story.put("membership.given_names", "Qzkanlistgiven")
    member.surnames = story.put("membership.surnames", "Qzkanlistsur")
    member.profession, member.facility = story.put("membership.profession"), story.put("membership.facility")
    rows = [{"document": DOCUMENT, "given_names": story.put("roster_draft.rows")}]
    story.put("join_request.document", DOCUMENT)
    db.session.add_all([
        JoinRequest(cohort_id=cohort.id, document_type="dni", document=DOCUMENT, asked_at=now(),
                    given_names=story.put("join_request.given_names"), surnames=story.put("join_request.surnames"),
                    profession=story.put("join_request.profession"), facility=story.put("join_request.facility")),
        RosterDraft(cohort_id=cohort.id, created_by_id=bea.id, created_at=now(), rows=json.dumps(rows)),
        NameConfirmation(membership_id=member.id, given_names=story.put("name_confirmation.given_names", "Qzkansaidgiven"),
                         surnames=story.put("name_confirmation.surnames", "Qzkansaidsur"), how=PHONE,
                         by_id=story.person.id, at=now())])


def _workplaces(story: Planted, bea: User) -> None:
    """Where she works, and where a list says that she does, with her name as others wrote it."""
    place, other = places.facility("00099951", "P. S. Ichu Dorado"), places.facility("00099952", "P. S. Loma Larga")
    staffing.posting(story.person, place, as_written=story.put("posting.as_written"), by_id=bea.id)
    staffing.said(story.person, other, as_written=story.put("posting_pending.as_written"), by_id=bea.id)


def _learning(story: Planted) -> None:
    member = story.member
    db.session.add(QuizPaper(digest="0" * 64, questions=b"{}", stored_at=now()))
    db.session.flush()
    db.session.add(Attempt(
        membership_id=member.id, module="a1", number=1, quiz_digest="0" * 64, seed="s", started_at=now(), submitted_at=now(),
        points=3, out_of=4, passed=False, answers=json.dumps({"q": story.put("attempt.answers")}),
        body_hash=story.put("attempt.body_hash")))
    sheet = entry_exit.filed(story.cohort, member.number or 0, right=5)
    entry_exit.filed(story.cohort, member.number or 0, "exit", right=15)
    sheet.answers = json.dumps(json.loads(sheet.answers) | {"20": story.put("test_sheet.answers")})
    sheet.body_hash = story.put("test_sheet.body_hash")
    db.session.add(SheetChange(sheet_id=sheet.id, kind="corrected", before=story.put("test_sheet_change.before"),
                               why=story.put("test_sheet_change.why"), by_id=story.person.id, at=now()))
    db.session.add(Observation(
        membership_id=member.id, checklist="apoyo", number=1, observer_id=story.cohort.created_by_id, began_at=now(),
        manual_digest=story.cohort.manual_digest, saved_at=now(), finished_at=now(), passed=True,
        comment=story.put("observation.comment"), body_hash=story.put("observation.body_hash")))


def _notes(story: Planted, bea: User) -> None:
    """What others typed about her; each note names her in another way."""
    cohort, other = story.cohort, entry_exit.person(story.cohort, 1)
    called = iter(("Qzkangiven Qzkansur Qzkanname", "QZKANSUR QZKANNAME", f"DNI {DOCUMENT}.", "qzkanlistsur, qzkanlistgiven",
                   "Qzkansaidgiven  Qzkansaidsur", "Qzkanlistsur", "«Qzkansaidsur»", "Qzkansur Qzkanname", DOCUMENT,
                   "Qzkanlistgiven Qzkanlistsur"))
    for column in ("follow_up.note", "voided_question.reason", "sheet_photo.why", "audit_entry.detail", "job.error",
                   "job_item.error", "shop_act.reason", "call_note.note", "api_key.name"):
        story.put(column, next(called))
    half_day = half_days(cohort)[0]
    job = Job(kind="test", subject="cohort:1", state="done", created_at=now(), finished_at=now(),
              error=story.canaries["job.error"])
    db.session.add(job)
    db.session.flush()
    db.session.add_all([
        FollowUp(cohort_id=cohort.id, days=30, due_on=cohort.ends_on, note=f"Hablé con {story.canaries['follow_up.note']}."),
        VoidedQuestion(cohort_id=cohort.id, question="p02a", reason=story.canaries["voided_question.reason"], by_id=bea.id,
                       at=now()),
        SheetPhoto(half_day_id=half_day.id, sha256=store.put(picture(), ".jpg"), size=1, by_id=bea.id, at=now(),
                   why=story.canaries["sheet_photo.why"]),
        Mark(half_day_id=half_day.id, membership_id=story.member.id, state="present", minutes=240, by_id=bea.id, at=now()),
        AuditEntry(at=now(), actor_id=bea.id, act="undo sheet", subject=f"cohort:{cohort.id}",
                   detail=f"era la hoja de {story.canaries['audit_entry.detail']}"),
        JobItem(job_id=job.id, position=1, subject="x", state="failed", error=story.canaries["job_item.error"]),
        ShopAct(token="t", kind="print", at=now(), by_id=bea.id, count=1, reason=story.canaries["shop_act.reason"]),
        CallNote(kind="enter", subject_id=other.id, week=today(), outcome="spoke", called_on=today(), by_id=bea.id, at=now(),
                 note=f"Le avisa {story.canaries['call_note.note']}"),
        ApiKey(name=f"Tablero de {story.canaries['api_key.name']}", token_hash="0" * 64, created_at=now(), created_by_id=bea.id,
               expires_on=today()),
        Observation(membership_id=other.id, checklist="apoyo", number=1, observer_id=bea.id, began_at=now(), saved_at=now(),
                    manual_digest=cohort.manual_digest, finished_at=now(), passed=True,
                    comment="Practicó con Qzkansur Qzkanname y siguió.")])


def _papers(app: Flask, story: Planted, bea: User) -> None:
    said = like(given_names=story.put("certificate_particulars.snapshot", "Qzkanprinted"), document=DOCUMENT,
                surnames="Qzkanprintedsur")
    evidence = zlib.compress(story.put("certificate_particulars.evidence").encode())
    one = enter([Paper(said, story.member.id, story.cohort.id, bea.id, evidence)])[0]
    story.put("certificate_particulars.claim", db.session.get_one(Particulars, one.id).claim)
    file = _pdf(story.put("stored_file.data"))
    note_file(one.id, store.put(file), len(file))
    batch = _pdf("Qzkanbatch")
    story.put("(print file)", "Qzkanbatch")
    db.session.add(PrintFile(cohort_id=story.cohort.id, kind=CERTIFICATE, sha256=store.put(batch), pages=1, size=1,
                             made_at=now()))
    for column in ("facility", "place_order", "name_order", "folded"):
        story.put(f"shop_paper.{column}", {"facility": story.canaries["membership.facility"],
                                           "place_order": story.canaries["membership.facility"].casefold(),
                                           "name_order": "qzkanprintedsur", "folded": "qzkanprinted"}[column])
    asked = RevocationRequest(certificate_id=one.id, reason="error", asked_by_id=bea.id, asked_at=now())
    act = ClosingAct(cohort_id=story.cohort.id, facts=json.dumps(
        {"everybody": 2, "certificates": 0, "constancias": 0, "pending": 2, "lines": []}), by_id=bea.id, at=now())
    db.session.add_all([asked, act])
    db.session.flush()
    report = _pdf(story.put("(report)"))
    db.session.add_all([
        PaperWords(certificate_id=one.id, request_id=asked.id, act=ASKED, words=story.put("paper_words.words"), by_id=bea.id,
                   at=now()),
        Report(act_id=act.id, sha256=store.put(report), pages=1, size=1, drawn_at=now())])
    lot = SignedLot(cohort_id=story.cohort.id, by_id=bea.id, sent_at=now(), whole=True)
    db.session.add(lot)
    db.session.flush()
    db.session.add(LotFile(lot_id=lot.id, position=1, name=story.put("signed_lot_file.name"),
                           data=_pdf(story.put("signed_lot_file.data"))))
    kits = Path(str(app.config["INSTANCE_DIR"])) / "kits" / f"{story.cohort.id}-{bea.id}"
    kits.mkdir(parents=True)
    (kits / "kit.pdf").write_bytes(_pdf(story.put("(kit)")))


def _pdf(text: str) -> bytes:
    """A PDF with one word in a compressed stream."""
    stream = zlib.compress(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode())
    return (b"%PDF-1.7\n1 0 obj<</Length " + str(len(stream)).encode() + b"/Filter/FlateDecode>>stream\n" + stream
            + b"\nendstream endobj\ntrailer<<>>\n%%EOF\n")


def texts_of(data: bytes) -> str:
    """Everything that bytes say: as they are, and what is deflated in them."""
    said = [data.decode("utf-8", "replace")]
    for start in range(len(data) - 1):
        if data[start] == 0x78 and data[start + 1] in (0x01, 0x5E, 0x9C, 0xDA):
            try:
                said.append(zlib.decompressobj().decompress(data[start:]).decode("utf-8", "replace"))
            except zlib.error:
                continue
    return "\n".join(said)


def everything_in_the_tables() -> str:
    """Every value of every row of every table, as one text."""
    said = []
    for table in db.metadata.sorted_tables:
        binary = {column.name for column in table.columns if isinstance(column.type, LargeBinary)}
        for row in db.session.execute(select(table)).mappings():
            said += [texts_of(bytes(value)) if name in binary and value is not None else str(value)
                     for name, value in row.items()]
    return "\n".join(said)


def everything_in_the_files(*folders: Path) -> str:
    """Every file of these folders, raw and inflated."""
    return "\n".join(texts_of(path.read_bytes()) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


def found(canaries: dict[str, str], text: str) -> list[str]:
    """The columns whose canary stands in the text."""
    plain = text.casefold()
    return sorted(column for column, canary in canaries.items() if canary.casefold() in plain)


def sheets_left(member: Membership) -> list[Any]:
    """What is left of her tests."""
    return list(db.session.scalars(select(TestSheet).where(TestSheet.membership_id == member.id)))
