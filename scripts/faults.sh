#!/bin/sh
# make faults: workers killed, buttons pressed at once, a register tampered with; in full, with figures.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh test
exec .venv/bin/python -m tests.faults
