#!/bin/sh
# Brings this checkout to where it can run (run), be checked (check) or be tested (test). Safe to repeat.
set -eu
cd "$(dirname "$0")/.."
. scripts/say.sh
. scripts/python.sh
. scripts/packages.sh
. scripts/environment.sh

purpose=${1:-run}
case $purpose in
run) lock=run ;;
check | test) lock=dev ;;
*) stop "Uso: sh scripts/setup.sh [run|check|test]" ;;
esac

if environment_is_ready "$lock"; then python=$ENV_PYTHON; else python=$(find_python || true); fi

missing=$(missing_to_run "$python" | tr '\n' ' ')
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086  (a list of words on purpose)
    get_packages $missing || exit 1
    [ -n "$python" ] || python=$(find_python) || stop 'Hace falta Python 3.11.2 o más nuevo.'
    missing=$(missing_to_run "$python" | tr '\n' ' ')
    [ -z "$missing" ] || stop "Siguen faltando después de instalar: $missing"
fi

if [ "$purpose" = test ]; then
    missing=$(missing_to_test | tr '\n' ' ')
    # Their tests are then named as not run, which is a failure only with CI=true.
    # shellcheck disable=SC2086
    [ -z "$missing" ] || get_packages $missing || say 'Las pruebas que los necesitan no se ejecutarán.'
fi

prepare_environment "$lock" "$python"

# $1: stamp, $2: folder, $3: pattern. True when a file of that kind is newer than the stamp.
changed() { [ ! -e "$1" ] || [ -n "$(find "$2" -name "$3" -type f -newer "$1" | head -n 1)" ]; }

if [ -d translations ] && { changed .venv/stamp-translations translations '*.po' ||
    [ ! -e translations/en/LC_MESSAGES/messages.mo ]; }; then
    "$ENV_PYTHON" -m babel.messages.frontend --quiet compile -d translations ||
        stop 'No se pudieron compilar las traducciones.'
    : >.venv/stamp-translations
fi

if [ -d training/static ] && changed .venv/stamp-static training/static '*[!rz]'; then
    "$ENV_PYTHON" -m whitenoise.compress --quiet training/static || stop 'No se pudieron comprimir los archivos estáticos.'
    : >.venv/stamp-static
fi
