"""What she still needs: every requirement of her papers on one page, with its state and date."""

from flask import render_template

from training.access import current_actor
from training.cohorts.queries import my_membership, trainers_of
from training.learning.views import blueprint
from training.progress.requirements import CERTIFICATE, CONSTANCIA, entitlements, of_cohort
from training.workshops.queries import workshop_of


@blueprint.get("/curso/<key>/falta")
def missing(key: str) -> str:
    """For her certificate and her constancia: what is done, what is next, what waits for somebody else."""
    membership = my_membership(current_actor(), key, whole=True)
    cohort = membership.cohort
    requirements = of_cohort(cohort, [membership])
    papers = (CONSTANCIA, CERTIFICATE) if workshop_of(cohort) else (CERTIFICATE,)
    asked = [one for one in requirements if one.papers]
    return render_template("learning/missing.html", membership=membership, cohort=cohort, requirements=requirements,
                           done=sum(one.of(membership.id).done for one in asked), asked=asked,
                           mine=entitlements(requirements, [membership], papers)[0], trainers=trainers_of(cohort))
