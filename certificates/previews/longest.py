"""The person of a cohort on whose sheet a design is tried: whoever has the longest name."""

from certificates.designs.checking import as_accreditation, as_constancia, samples
from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE, CONSTANCIA, Snapshot, checked
from training.cohorts.models import Cohort
from training.cohorts.queries import members
from training.press import fonts


def sample(digest: str, paper: str, cohort: Cohort | None) -> Snapshot:
    """A sample of a paper; with a cohort, on its longest name, at its place and dates. No document, no valid code."""
    said = samples(digest)[CERTIFICATE]
    if cohort is not None:
        said = _of(said, cohort)
    return {CERTIFICATE: lambda: said, CONSTANCIA: lambda: as_constancia(said),
            ACCREDITATION: lambda: as_accreditation(said)}[paper]()


def _of(said: Snapshot, cohort: Cohort) -> Snapshot:
    people = members(cohort)
    fields = {name: getattr(said, name) for name in said.__struct_fields__}
    fields |= {"place": cohort.place, "starts": cohort.starts_on, "ends": cohort.ends_on}
    if people:
        longest = max(people, key=lambda one: fonts.width(one.full_name))
        fields |= {"given_names": longest.given_names, "surnames": longest.surnames}
    return checked(Snapshot(**fields))
