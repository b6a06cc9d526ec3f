"""A change of keys: said by both, and nothing that the old one signed is lost, wherever the change was cut off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from certificates.paper import claim
from certificates.register import actions, chain, keys, note, queries
from certificates.register.verify import verify
from tests.certificates.register.story import member, papers
from tests.certificates.story import kept
from training.db import db
from training.errors import Refused

Command = Callable[..., str]


def current() -> str:
    return keys.short(keys.signing_key().public_key())


def test_after_a_change_the_register_names_both_and_old_claims_still_hold(command: Command, key_file: Path) -> None:
    who = member()
    one = papers(who, 1, 1)[0]
    old = current()
    said = command("keys", "rotate")
    new = current()
    assert new != old
    assert f"Desde ahora firma la clave {new}" in said
    assert f"La anterior quedó en {key_file}.old-{old}" in said and "llévela a un lugar seguro" in said
    assert key_file.with_name(f"{key_file.name}.old-{old}").stat().st_mode & 0o777 == 0o600
    assert not key_file.with_name(f"{key_file.name}.next").exists()
    assert [keys.short(key) for key in queries.public_keys()] == [new, old]
    assert {keys.short(key) for key in keys.public_keys()} == {new, old}
    assert claim.read(kept(one).claim, keys.public_keys()) is not None
    papers(who, 2, 2)
    assert verify().problems == []
    assert len(chain.from_bytes(queries.bodies(3, 1)[0]).proofs or ()) == 2


def test_the_checkpoint_of_the_change_is_signed_by_both(command: Command, key_file: Path) -> None:
    papers(member(), 1, 1)
    command("keys", "rotate")
    newest = queries.newest_checkpoint()
    assert newest is not None
    for key in queries.public_keys():
        assert note.read(newest.note, [key]) is not None


def test_a_key_can_change_before_anything_was_issued(command: Command, key_file: Path) -> None:
    command("keys", "create")
    command("keys", "rotate")
    assert len(queries.bodies(1, 9)) == 2
    assert verify().problems == []


def test_a_key_that_is_not_the_newest_of_the_register_signs_nothing(app: Flask, key_file: Path) -> None:
    who = member()
    papers(who, 1, 1)
    known = current()
    key_file.unlink()
    keys.create()
    with pytest.raises(Refused, match=f"{known}.*flask keys rotate.*No se emitió nada") as refused:
        papers(who, 2, 2)
    assert refused.value.status == 503
    db.session.rollback()
    assert len(queries.bodies(1, 9)) == 2
    result = app.test_cli_runner().invoke(args=["keys", "rotate"])
    assert result.exit_code == 1 and "no es la última del registro" in result.output


def test_without_a_key_nothing_is_changed(app: Flask, key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "REPLICA_ENV", "production")
    result = app.test_cli_runner().invoke(args=["keys", "rotate"])
    assert result.exit_code == 1 and "Falta la clave" in result.output


def test_a_change_that_was_cut_off_before_the_register_begins_again_with_the_same_key(command: Command, key_file: Path) -> None:
    papers(member(), 1, 1)
    prepared = keys.short(keys.next_key().public_key())
    command("keys", "rotate")
    assert current() == prepared
    assert verify().problems == []


@pytest.mark.parametrize("aside", [False, True])
def test_a_change_that_was_cut_off_after_the_register_is_brought_to_its_end(aside: bool, app: Flask, command: Command, key_file: Path) -> None:
    who = member()
    papers(who, 1, 1)
    old = current()
    new = keys.next_key()
    actions.enter_key(new)
    db.session.commit()
    if aside:
        key_file.with_name(f"{key_file.name}.old-{old}").write_bytes(key_file.read_bytes())
    with pytest.raises(Refused, match="no es la última"):
        papers(who, 2, 2)
    db.session.rollback()
    command("keys", "rotate")
    assert current() == keys.short(new.public_key())
    assert len([body for body in queries.bodies(1, 9) if b'"kind":"key"' in body]) == 2
    papers(who, 2, 2)
    assert verify().problems == []


def test_three_keys_one_after_the_other(command: Command, key_file: Path) -> None:
    who = member()
    papers(who, 1, 1)
    for number in range(2):
        command("keys", "rotate")
        papers(who, 10 * number + 10, 2)
    assert len(list(key_file.parent.glob("*.old-*"))) == 2
    assert len(queries.public_keys()) == len(keys.public_keys()) == 3
    assert verify().problems == []
