"""What this sub-room tells the house: the queue, its long work, what goes with a person or with time."""

from flask import Flask
from flask_babel import lazy_gettext

from certificates.shop import cli, country, shelving, views, views_acts, views_check, work
from certificates.shop.models import ShopAct
from training.house import MenuEntry, house


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    assert cli  # its command came into the group of certificates, and the pages onto the blueprint, when they were imported
    assert all((views, views_acts, views_check))
    mine = house(app)
    mine.country_parts.append(country.PART)
    mine.menu.append(MenuEntry(lazy_gettext("Por imprimir"), "certificates.shop", frozenset({"trainer", "admin"}), order=35))
    mine.papers_entered.append(shelving.shelve)
    mine.job_kinds[work.KIND] = work.WORK
    mine.tidiers.append(work.tidy)
    mine.free_texts.append(ShopAct.reason)
    mine.erasers.insert(0, work.forget)  # before the words go: it looks up whose papers they are
