"""The temporary PostgreSQL of the tests."""

import os

import psycopg
import pytest

from tests import databases
from tests.run import NOT_RUN


def test_the_cluster_runs_unprivileged_is_reached_by_its_socket_only_and_leaves_nothing() -> None:
    programs = databases.server_programs()
    if programs is None:
        pytest.skip(f"{NOT_RUN}pruebas sobre PostgreSQL; falta el paquete postgresql")
    cluster = databases.Cluster(programs)
    try:
        cluster.start()
        with psycopg.connect(databases.dsn(cluster.folder, "postgres")) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert (cluster.folder / "data").stat().st_uid != 0
        databases.new_database(cluster.folder, "one")
        databases.drop_database(cluster.folder, "one")
    finally:
        cluster.stop()
    assert not os.path.exists(cluster.folder)
