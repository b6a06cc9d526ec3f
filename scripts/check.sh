#!/bin/sh
# make check: every gate runs, and all of their complaints are seen in one go.
set -eu
cd "$(dirname "$0")/.."
. scripts/say.sh
sh scripts/setup.sh check
failed=

# $1: name, the rest: the command.
gate() {
    name=$1
    shift
    say "· $name"
    "$@" || failed="$failed $name"
}

ours() { for room in modules training quizzes certificates books bench; do [ -d "$room" ] && echo "$room"; done; }

# shellcheck disable=SC2046  (a list of folders on purpose)
gate estilo .venv/bin/python -m ruff check --quiet .
gate tipos .venv/bin/python -m mypy --strict --no-error-summary $(ours) wsgi.py
gate contenido .venv/bin/python -m flask content check
gate nombres sh scripts/names.sh
[ -z "$failed" ] || stop "Hay que corregir:$failed"
say 'Todo en orden.'
