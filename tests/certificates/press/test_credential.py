"""The Open Badges credential: read by another library, refused after one changed sign, and nothing in it of the DNI."""

import json
import string
import warnings
from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import SecurityWarning
from joserfc.jwk import OKPKey

from certificates.press import credential
from tests.certificates.examples import ALL, BOTH, KEY, NORMAL, PRESENT, WORKSHOP

OURS = [KEY.public_key()]
SAFE = string.ascii_letters + string.digits + "-_"


def said_of(token: str) -> dict[str, Any]:
    found = credential.read(token, OURS)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ALL)
def test_another_library_reads_the_same_with_the_key_of_the_header(name: str) -> None:
    token = credential.make(ALL[name], KEY, 7)
    with warnings.catch_warnings():  # RFC 9864 would call the algorithm Ed25519; wallets know it as EdDSA
        warnings.simplefilter("ignore", SecurityWarning)
        header = jws.extract_compact(token.encode()).headers()
        read = jws.deserialize_compact(token, OKPKey.import_key(header["jwk"]), algorithms=["EdDSA"])
    assert sorted(header) == ["alg", "jwk", "typ"] and "d" not in header["jwk"]
    assert json.loads(read.payload) == said_of(token)


def test_it_says_what_the_sheet_says() -> None:
    said = said_of(credential.make(NORMAL, KEY, 7))
    page = "https://replica.example.org/verificar/7K4M-X2QD-9HTR0"
    assert said["@context"] == ["https://www.w3.org/ns/credentials/v2",
                                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
    assert said["type"] == ["VerifiableCredential", "AchievementCredential"]
    assert said["issuer"]["name"] == NORMAL.issuer
    assert said["id"] == said["credentialStatus"]["id"] == page
    assert said["validFrom"] == "2026-11-16T00:00:00-05:00"
    assert "validUntil" not in said and "exp" not in said
    subject = said["credentialSubject"]
    assert [one["identityHash"] for one in subject["identifier"]] == ["Nélida Rosaura Quispe Ñaupari", "7"]
    assert subject["achievement"]["name"] == NORMAL.course_title
    assert subject["achievement"]["criteria"]["narrative"].startswith("Aprobó: A1 La violencia como problema de salud")
    assert subject["achievement"]["description"] == (
        "6,5 horas cronológicas, el 10 y 11 de noviembre de 2026, en Ayacucho.")


def test_its_claims_agree_with_its_fields() -> None:
    said = said_of(credential.make(NORMAL, KEY))
    assert said["iss"] == said["issuer"]["id"] == "https://replica.example.org"
    assert (said["jti"], said["sub"]) == (said["id"], said["credentialSubject"]["id"])
    assert datetime.fromisoformat(said["validFrom"]).timestamp() == said["nbf"]


def test_what_ends_says_when() -> None:
    ending = msgspec.structs.replace(WORKSHOP, valid_until=date(2028, 11, 16))
    said = said_of(credential.make(ending, KEY))
    assert said["validUntil"] == "2028-11-16T23:59:59-05:00"
    assert datetime.fromisoformat(said["validUntil"]).timestamp() == said["exp"]


def test_a_constancia_is_no_certificate() -> None:
    achievement = said_of(credential.make(PRESENT, KEY))["credentialSubject"]["achievement"]
    assert achievement["achievementType"] == "ext:Attendance"
    assert achievement["criteria"]["narrative"] == (
        "Asistió a 870 de 900 minutos programados (96 %). Se entrega desde el 80 %. Acredita asistencia, no aprobación.")


def test_a_draft_and_a_demonstration_are_called_so() -> None:
    said = said_of(credential.make(BOTH, KEY))["credentialSubject"]["achievement"]["description"]
    assert "DEMOSTRACIÓN, sin valor oficial." in said and "Borrador: pendiente de validación clínica." in said


@pytest.mark.parametrize("name", ALL)
def test_her_document_is_not_in_it(name: str) -> None:
    assert ALL[name].document not in json.dumps(said_of(credential.make(ALL[name], KEY, 7)))


def test_one_changed_sign_anywhere_is_refused() -> None:
    token = credential.make(NORMAL, KEY, 7)
    for place in range(0, len(token), 3):
        other = SAFE[(SAFE.find(token[place]) + 1) % len(SAFE)]
        assert credential.read(token[:place] + other + token[place + 1:], OURS) is None


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é.é.é", "ñ" * 9, "A" * 70_000, "e30.e30.AAAA", "\0.\0.\0"])
def test_what_is_no_credential_is_none(token: str) -> None:
    assert credential.read(token, OURS) is None


def test_a_key_that_is_not_ours_signs_nothing() -> None:
    stranger = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert credential.read(credential.make(NORMAL, stranger), OURS) is None


def test_the_same_paper_and_key_give_the_same_text() -> None:
    assert credential.make(NORMAL, KEY, 7) == credential.make(msgspec.structs.replace(NORMAL), KEY, 7)
