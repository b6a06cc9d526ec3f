"""The public answer to a QR, against the bare page of the same run."""

from itertools import cycle, islice

import msgspec
from sqlalchemy import select

from bench import limit, load
from bench.data import people_of
from bench.figures import Figure, at_least, at_most, no_more
from bench.load import Answers
from bench.stage import MANY, POSTGRESQL, Stage
from certificates.issuing.entering import Paper, enter
from certificates.paper import codes
from tests.certificates.examples import WORKSHOP
from training.cohorts.models import Membership
from training.db import db

PAPERS, ROUNDS, SECONDS, BAR = 200, 7, 1.2, 0.6


def verifying(stage: Stage) -> list[Figure]:
    """Requests a second and p95 over 200 papers, round after round with the bare page."""
    app, town = stage.town(POSTGRESQL, MANY)
    with app.app_context():
        group = town.groups[1]
        members = db.session.scalars(select(Membership).where(Membership.user_id.in_(people_of(group)[:PAPERS]))).all()
        made = enter([Paper(msgspec.structs.replace(WORKSHOP, folio=f"2026-{number:06}", code=codes.new_code(),
                                                    token=codes.new_token()), one.id, one.cohort_id, town.trainer_id)
                      for number, one in enumerate(members[:PAPERS], 1)])
        db.session.commit()
        pages = [load.get(f"/v/{one.token}", "") for one in made]
    ours, bare = stage.site(POSTGRESQL, MANY), stage.bare()
    signed_in = limit.cookies(limit.create_bare("sqlite://"))
    plain = list(islice(cycle(load.get("/three", cookie) for cookie in signed_in), 20_000))
    many = list(islice(cycle(pages), 20_000))
    for port, some in ((ours.port, many), (bare.port, plain)):
        stage.crowd.closed(port, some, 1.0)  # warm up
    rounds: list[tuple[Answers, Answers]] = [
        (stage.crowd.closed(ours.port, many, SECONDS), stage.crowd.closed(bare.port, plain, SECONDS)) for _ in range(ROUNDS)]
    failed = sum(one.errors + other.errors for one, other in rounds)
    return [at_least("verification page: requests", [(one.rate, other.rate) for one, other in rounds], BAR),
            at_most("verification page: p95", [(one.percentile(0.95), other.percentile(0.95)) for one, other in rounds],
                    2.0),
            *([no_more("verification page: errors", failed, 0, "")] if failed else [])]
