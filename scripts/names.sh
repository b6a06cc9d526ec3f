#!/bin/sh
# No file may depend on one machine or on one place to download from. The brackets keep this file from
# finding itself.
set -eu
cd "$(dirname "$0")/.."
. scripts/say.sh
registry='py[p]i\.|python[h]osted|[n]pmjs|registry\.[a-z]+\.(org|com|io)'
options='--(extra-)?[i]ndex-url|--find[-]links|--trusted[-]host'
machine='/work[/]|/root[/]|/home[/][a-z]|(^|[^a-z])share[d]/'

git rev-parse --is-inside-work-tree >/dev/null 2>&1 || { say '  (Sin git no se revisan los nombres.)'; exit 0; }
git ls-files -z --cached --others --exclude-standard -- . ':!tests/vendor' ':!.venv' |
    xargs -0 grep -nIE "$registry|$options|$machine" -- /dev/null && stop 'Estos nombres no deben estar en el proyecto.'
exit 0
