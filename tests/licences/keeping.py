"""What others wrote about a trainer, for the tests of erasing: a canary in every field of hers."""

from typing import Protocol

from training.accounts.models import User
from training.clock import now, today
from training.cohorts.models import Cohort
from training.db import db
from training.licences.models import RECOGNISED, FacilitatorObservation, Licence


class Story(Protocol):
    """As tests/keeping/story.py has it."""

    person: User
    cohort: Cohort

    def put(self, column: str, text: str | None = None) -> str:
        """A canary for a column."""
        ...


def planted(story: Story, by: User) -> None:
    """She had a licence that was withdrawn, and was seen facilitating."""
    person, cohort = story.person, story.cohort
    db.session.add_all([
        Licence(user_id=person.id, step="regional", granted_on=today(), valid_until=today(), basis=RECOGNISED,
                reason=story.put("trainer_licence.reason"), evidence=story.put("trainer_licence.evidence"), by_id=by.id, at=now(),
                withdrawn_on=today(), withdrawn_by_id=by.id, withdrawn_reason=story.put("trainer_licence.withdrawn_reason")),
        FacilitatorObservation(
            user_id=person.id, observer_id=by.id, cohort_id=cohort.id, checklist="cofacilitacion", seen_on=today(),
            manual_digest=cohort.manual_digest, began_at=now(), saved_at=now(), finished_at=now(), passed=True,
            comment=story.put("facilitator_observation.comment"), body_hash=story.put("facilitator_observation.body_hash"))])
