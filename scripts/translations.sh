#!/bin/sh
# Collects every sentence of the code and the templates into translations/en; what is already translated stays.
# Then fill the empty msgstr in the .po file and run `make setup`, which compiles it.
set -eu
cd "$(dirname "$0")/.."
. scripts/say.sh
. scripts/environment.sh
[ -x "$ENV_PYTHON" ] || stop 'Primero: make setup'

catalogue=translations/en/LC_MESSAGES/messages.po
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

babel() { "$ENV_PYTHON" -m babel.messages.frontend --quiet "$@"; }

# --no-location: a line that moves changes nothing here.
babel extract -F babel.cfg -k lazy_gettext -k _l --project=Réplica --version=1 --no-location --sort-output -w 110 \
    -o "$folder/messages.pot" .
babel update -i "$folder/messages.pot" -d translations --no-fuzzy-matching --ignore-obsolete -w 110
# Who ran this, when and with which version says nothing of the sentences.
sed -i -e '/^"POT-Creation-Date:/d' -e '/^"PO-Revision-Date:/d' -e "/^\"Generated-By:/d" \
    -e "/^\"Report-Msgid-Bugs-To:/d" -e "/^\"Last-Translator:/d" -e "/^\"Language-Team:/d" "$catalogue"

empty=$("$ENV_PYTHON" -c 'import sys
from babel.messages.pofile import read_po
with open(sys.argv[1], "rb") as file:
    print(sum(not (message.string if isinstance(message.string, str) else all(message.string)) for message in read_po(file) if message.id))' \
    "$catalogue")
[ "$empty" = 0 ] || say "Faltan $empty traducciones en $catalogue (msgstr vacío)."
