"""Memory of the whole site after load: supervisor, gunicorn with four workers, job worker."""

from bench import load
from bench.data import sign_in
from bench.figures import Figure, no_more
from bench.pages import LARGE, requests_of
from bench.stage import MANY, POSTGRESQL, Stage


def memory(stage: Stage) -> list[Figure]:
    """PSS, after module pages and the largest cohort page were asked for on every worker."""
    app, town = stage.town(POSTGRESQL, MANY)
    server = stage.site(POSTGRESQL, MANY)
    stage.crowd.closed(server.port, requests_of(app, town.groups[LARGE], town.slugs), 3.0)
    with app.app_context():
        cookie = sign_in(app, [town.trainer_id])[0]
    stage.crowd.closed(server.port, [load.get(f"/cohortes/{town.groups[LARGE].key}", cookie)] * 60, 5.0)
    mib, processes = server.pss_mib()
    return [no_more(f"memory of the site, PSS of {processes} processes", mib, 200, "MiB")]
