# How every script speaks to a person. Sourced, never run.
say() { printf '%s\n' "$*"; }
stop() {
    printf '\n%s\n' "$*" >&2
    exit 1
}
