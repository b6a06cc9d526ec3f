# Which Debian packages are missing, and how they get installed. Sourced, never run.

# Loading the library is the only proof that WeasyPrint will be able to load it too.
has_library() { "$1" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$2" 2>/dev/null; }

has_postgresql() {
    for folder in "$(pg_config --bindir 2>/dev/null)" /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && return 0
    done
    return 1
}

# $1: the Python found, or nothing. Prints what `make run` cannot do without.
missing_to_run() {
    if [ -z "$1" ]; then
        printf '%s\n' python3 python3-venv libpangoft2-1.0-0 libharfbuzz-subset0
        return
    fi
    makes_environments "$1" || echo python3-venv
    has_library "$1" libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
    has_library "$1" libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
}

# Prints what the whole test suite needs besides.
missing_to_test() {
    command -v chromium >/dev/null || echo chromium
    has_postgresql || echo postgresql
    command -v pdftoppm >/dev/null || echo poppler-utils
    PATH="$PATH:/usr/sbin" command -v nginx >/dev/null || echo nginx-light
    command -v softhsm2-util >/dev/null || echo softhsm2
}

lists_are_empty() {
    for list in /var/lib/apt/lists/*Packages*; do
        [ -e "$list" ] && return 1
    done
    return 0
}

# $@: packages. One line with what they weigh, as far as apt knows.
weight() {
    LC_ALL=C apt-get --assume-no -o Debug::NoLocking=1 install --no-install-recommends "$@" 2>/dev/null |
        sed -n -e 's/^Need to get \(.*\) of archives.*/  Descarga: \1/p' \
            -e 's/^After this operation, \(.*\) of additional disk space.*/  Espacio en disco: \1/p' |
        sed -e 's/\.$//' | grep . || say '  (El tamaño se sabrá después de «apt-get update».)'
}

# $1: "" or "sudo"; the rest: packages. Stale lists are the usual reason of a first failure.
install_packages() {
    as_root=$1
    shift
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --quiet --no-install-recommends "$@" && return 0
    $as_root apt-get update --quiet && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --quiet --no-install-recommends "$@"
}

# $@: packages. Names and weighs them, then installs them where that is allowed; else fails with the line.
get_packages() {
    command -v apt-get >/dev/null || { say "Faltan: $*. Instálelos con su sistema."; return 1; }
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    if [ -n "$as_root" ] && [ "${YES:-}" != 1 ]; then
        say "Faltan paquetes del sistema: $*"
        weight "$@"
        say 'Instálelos con esta línea, o repita el comando con YES=1:'
        say "  sudo apt-get update && sudo apt-get install --no-install-recommends $*"
        return 1
    fi
    if lists_are_empty; then $as_root apt-get update --quiet; fi
    say "Se instalarán estos paquetes del sistema: $*"
    weight "$@"
    install_packages "$as_root" "$@" && return 0
    say "No se pudieron instalar: $*. Revise la conexión y los mensajes de apt que están arriba."
    return 1
}
