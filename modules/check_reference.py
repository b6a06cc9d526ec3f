"""The reference data that stand beside the modules: directory, glossary and checklists, read strictly in one go.

An entry that has grown stale is no problem here: it must not stop anybody from publishing, and every page and every
printed copy warns of it.
"""

from collections.abc import Mapping
from datetime import date

from modules import check_checklists, check_contacts, check_glossary
from modules.problems import Problem
from modules.reference import Checklist, Contact, Term

Read = tuple[tuple[Contact, ...], tuple[Term, ...], tuple[Checklist, ...], list[Problem]]


def read_reference(texts: Mapping[str, str], today: date | None) -> Read:
    """What the files hold and everything wrong with them.

    `texts` maps paths inside the folder to their text; others are left alone and a missing file is an empty list.
    With `today` None the calendar is left out.
    """
    problems: list[Problem] = []
    contacts: tuple[Contact, ...] = ()
    terms: tuple[Term, ...] = ()
    if check_contacts.FILE in texts:
        contacts, found = check_contacts.read_contacts(texts[check_contacts.FILE], today)
        problems += found
    if check_glossary.FILE in texts:
        terms, found = check_glossary.read_terms(texts[check_glossary.FILE], today)
        problems += found
    checklists = []
    for path in sorted(texts):
        if path.startswith(f"{check_checklists.FOLDER}/") and path.endswith(".toml"):
            checklist, found = check_checklists.read_checklist(texts[path], path, today)
            problems += found
            checklists += [checklist] if checklist else []
    return contacts, terms, tuple(checklists), problems
