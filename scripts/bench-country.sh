#!/bin/sh
# make bench-country: the site at the size of a country. COUNTRY_DIR keeps what was loaded; ARGS are those of bench.country.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh test
exec .venv/bin/python -m bench.country "$@"
