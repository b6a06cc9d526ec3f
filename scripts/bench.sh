#!/bin/sh
# make bench: measures this site against two bare routes in the same run.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh test
exec .venv/bin/python -m bench
