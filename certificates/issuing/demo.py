"""The demonstration's certificates: issued and drawn for the invented people of the cohort that has ended."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from flask import url_for
from sqlalchemy import select

from certificates.issuing import actions, drawing
from certificates.issuing.models import Certificate
from certificates.paper.codes import grouped
from certificates.press import pdf
from certificates.press.sheet import Sheet
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort, CohortTrainer
from training.cohorts.queries import trainers_of
from training.db import db


def load() -> None:
    """Issue for every demonstration cohort that has ended, and draw. Called after the people were committed."""
    ended = (select(Cohort).join(CohortTrainer).join(User, User.id == CohortTrainer.user_id)
             .where(User.is_demo, Cohort.ends_on < today()).distinct())
    for cohort in db.session.scalars(ended).all():
        trainer = trainers_of(cohort)[0]
        made = actions.issue(cohort, trainer.id, actions.default_signers([trainer.full_name]))
        db.session.commit()
        _draw(cohort, [f"certificate:{one.id}" for one in made])


def _draw(cohort: Cohort, subjects: list[str]) -> None:
    """In a process of its own: this one goes on as the web server and should not hold the drawing libraries."""
    if not subjects:
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        def press(sheet: Sheet) -> bytes:
            return elsewhere.submit(pdf.draw, sheet).result()

        for subject in subjects:
            drawing.draw(subject, press)
    drawing.join(f"cohort:{cohort.id}", subjects)


def verify_page(_: Cohort) -> str:
    """Where an issued certificate of the demonstration answers."""
    code = db.session.scalar(select(Certificate.code).order_by(Certificate.folio).limit(1))
    return url_for("certificates.verify", code=grouped(code)) if code else url_for("certificates.verify_form")


def certificates_page(cohort: Cohort) -> str:
    """The certificates of the demonstration cohort that has ended; of ``cohort`` when none has."""
    found = db.session.scalar(select(Cohort).join(Certificate, Certificate.cohort_id == Cohort.id).limit(1))
    return url_for("certificates.cohort", key=(found or cohort).key)
