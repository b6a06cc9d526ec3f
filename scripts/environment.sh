# The virtual environment, made from the locks with hashes. Sourced, never run.

ENV_PYTHON=.venv/bin/python
UNFINISHED=.venv/unfinished # stands while an installation is under way: an interrupted one is made anew

# $1: run or dev. What the environment must have been made from.
wanted_stamp() {
    printf '%s %s\n' "$(sha256sum <"requirements/$1.txt")" "$("$ENV_PYTHON" -V 2>&1)"
}

environment_is_ready() {
    [ -x "$ENV_PYTHON" ] && [ ! -e "$UNFINISHED" ] && [ -e ".venv/stamp-$1" ] &&
        [ "$(cat ".venv/stamp-$1")" = "$(wanted_stamp "$1")" ]
}

has_pip() { "$ENV_PYTHON" -c 'import sys, pip; sys.exit(sys.prefix == sys.base_prefix)' 2>/dev/null; }

# $1: Python. A whole environment is kept and brought up to date; half of one is thrown away.
make_environment() {
    if [ ! -e "$UNFINISHED" ]; then
        has_pip || "$ENV_PYTHON" -m ensurepip >/dev/null 2>&1 || true
        if has_pip; then return; fi
    fi
    rm -rf .venv
    mkdir .venv
    : >"$UNFINISHED"
    say 'Creando el entorno de Python en .venv …'
    "$1" -m venv .venv || stop 'No se pudo crear el entorno .venv. Los mensajes de Python están arriba.'
}

# The lock is complete, so pip needs to resolve nothing; it still checks every hash.
install_lock() {
    "$ENV_PYTHON" -m pip install --quiet --quiet --disable-pip-version-check --no-input --no-compile \
        --no-deps --require-hashes -r "requirements/$1.txt"
}

# $1: run or dev, $2: Python.
prepare_environment() {
    environment_is_ready "$1" && return
    make_environment "$2"
    : >"$UNFINISHED"
    say "Instalando $(grep -c == "requirements/$1.txt") bibliotecas de Python (la primera vez tarda un minuto) …"
    install_lock "$1" || {
        say 'La descarga falló; se intenta una vez más …'
        install_lock "$1"
    } || stop 'No se pudieron instalar las bibliotecas. Revise la conexión y repita el comando.'
    wanted_stamp "$1" >".venv/stamp-$1"
    # The development lock holds everything that running needs.
    [ "$1" = dev ] && wanted_stamp run >.venv/stamp-run
    rm -f "$UNFINISHED"
    say 'Bibliotecas instaladas.'
}
