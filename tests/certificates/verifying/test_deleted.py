"""What goes away around a paper never breaks it: a course, a version of the manual, a person's account."""

from dataclasses import replace

import msgspec
from flask import Flask

from certificates.paper.codes import grouped
from tests import make
from tests.certificates.story import cohort_of, issued
from tests.client import Client
from tests.run import flask
from training.accounts.models import User
from training.cohorts.models import Membership
from training.db import db


def test_a_course_that_is_taught_no_more_leaves_its_papers_valid(app: Flask, client: Client) -> None:
    one = issued(cohort_of(make.bea()))[0]
    edition = make.manual(version="2.0")
    other = edition.courses[0]
    change = msgspec.structs.replace if isinstance(other, msgspec.Struct) else replace
    make.published(change(edition, courses=tuple(change(course, slug=f"{course.slug}x", modules=()) for course in edition.courses), modules=()))
    db.session.commit()
    client.get(f"/verificar/{grouped(one.code)}")
    assert client.status == 200
    assert "válido" in client.text
    assert "Atención de salud" in client.text


def test_an_account_that_was_closed_or_removed_from_the_cohort_changes_nothing(app: Flask, client: Client) -> None:
    cohort = cohort_of(make.bea())
    one = issued(cohort)[0]
    member = db.session.get_one(Membership, one.membership_id)
    user = db.session.get_one(User, member.user_id)
    user.disabled_at = user.created_at
    db.session.commit()
    client.get(f"/v/{one.token}")
    assert client.status == 200
    assert one.folio in client.text
    assert "Registro: todo en orden." in flask(app, "register", "verify")
