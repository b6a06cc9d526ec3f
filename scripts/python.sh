# Finds a Python that is new enough and able to make environments. Sourced, never run.

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11, 2))' 2>/dev/null; }

# Debian ships `venv` without `ensurepip`, so an import of venv alone proves nothing.
makes_environments() { "$1" -c 'import venv, ensurepip; ensurepip.version()' >/dev/null 2>&1; }

# Prints the best Python of this machine; fails when none is new enough.
find_python() {
    second_best=
    for name in python3 python3.13 python3.12 python3.11; do
        new_enough "$name" || continue
        if makes_environments "$name"; then
            command -v "$name"
            return 0
        fi
        second_best=${second_best:-$(command -v "$name")}
    done
    [ -n "$second_best" ] && printf '%s\n' "$second_best"
}
