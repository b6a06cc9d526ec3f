"""TEMPORARY until the migrations parse."""
import os, pytest
from tests import databases
from tests.run import make_app
from training.db import db

@pytest.fixture
def app(run, database_kind, tmp_path):
    os.environ["INSTANCE_DIR"] = str(tmp_path)
    url = f"sqlite:///{tmp_path}/replica.db"
    if database_kind == "postgresql":
        run.start_cluster(); url = databases.new_database(run.cluster, "jobs_dev")
    a = make_app(url)
    with a.app_context():
        db.create_all(); yield a; db.session.remove(); db.engine.dispose()
