#!/bin/sh
# make test: the whole suite, one process per core. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh test
exec .venv/bin/python -m pytest -n auto "$@"
