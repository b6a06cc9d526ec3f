#!/bin/sh
# make clean: removes what can be made again. The data under instance/ stays.
set -eu
cd "$(dirname "$0")/.."
rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build
find . -name __pycache__ -type d -prune -exec rm -rf {} +
if [ -d training/static ]; then find training/static \( -name '*.gz' -o -name '*.br' \) -delete; fi
if [ -d translations ]; then find translations -name '*.mo' -delete; fi
printf '%s\n' 'Listo. Los datos de instance/ siguen en su lugar.'
