#!/bin/sh
# make run: prepare, then hand this process over to the server so that Ctrl-C reaches it alone.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh run
exec .venv/bin/python -m training.serve
