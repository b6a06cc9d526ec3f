"""A file that somebody sent: the issued one and it with signatures are known; a hundred altered ones never pass for it."""

import io

import pytest
from flask import Flask

from certificates.corrections import actions, erasing
from certificates.issuing.actions import note_file
from certificates.issuing.models import Certificate
from certificates.issuing.queries import issued_among
from certificates.issuing.sheets import sheet_of
from certificates.issuing.standing import standing_of
from certificates.press import pdf
from certificates.signing.models import SignedFile
from certificates.verifying import apart, forms, judging, reading
from certificates.verifying.forms import MOST_BYTES
from certificates.verifying.revisions import beginnings
from tests import make
from tests.certificates.corrections.story import holder_of, paper, trainer_of
from tests.certificates.verifying import signed
from tests.certificates.verifying.altered import altered
from tests.client import Client
from training.clock import now
from training.db import db
from training.store_tables import FileToRemove
from training.throttle import Throttle

ISSUED, NOT_ISSUED, UNREADABLE = "Es el archivo emitido", "No es el archivo emitido", "No se puede leer"


def drawn(one: Certificate) -> bytes:
    """The file of a paper, noted as the worker does."""
    sheet = sheet_of(issued_among([one.id])[0])
    data = pdf.draw(sheet)
    note_file(one.id, judging.hashlib.sha256(data).hexdigest(), len(data))
    db.session.commit()
    return data


def send(client: Client, data: bytes) -> str:
    client.get("/verificar")
    client.post("/verificar/archivo", {"file": (io.BytesIO(data), "certificado.pdf")})
    return client.text


@pytest.fixture
def genuine(app: Flask) -> tuple[Certificate, bytes]:
    """A paper of Ana's and its file."""
    one = paper()
    return one, drawn(one)


def test_the_file_itself_is_the_issued_one(client: Client, genuine: tuple[Certificate, bytes]) -> None:
    _one, data = genuine
    answer = send(client, data)
    assert client.status == 200
    for words in (ISSUED, "byte por byte", "Certificado válido", "Ana Quispe Rojas"):
        assert words in answer, words
    assert db.session.query(Throttle).count() == 0


def test_with_a_foreign_signature_it_still_is(client: Client, genuine: tuple[Certificate, bytes]) -> None:
    _one, data = genuine
    answer = send(client, signed.invisibly(data))
    assert ISSUED in answer, answer[answer.find("<main"):][:1500]
    assert "se le añadió una firma digital íntegra" in answer
    answer = send(client, signed.invisibly(signed.invisibly(data), "Segunda"))
    assert ISSUED in answer
    assert "2 firmas digitales" in answer


def test_a_signature_that_draws_over_it_is_told_apart(client: Client, genuine: tuple[Certificate, bytes]) -> None:
    answer = send(client, signed.visibly(genuine[1]))
    assert NOT_ISSUED in answer
    assert "dibuja algo sobre la hoja" in answer
    assert "Ana Quispe Rojas" in answer


def test_a_file_that_came_back_signed_is_known_and_may_be_signed_again(genuine: tuple[Certificate, bytes]) -> None:
    one, data = genuine
    back = signed.visibly(data)
    db.session.add(SignedFile(certificate_id=one.id, turn=1, sha256=judging.hashlib.sha256(back).hexdigest(), size=len(back),
                              names="Otra institución", subjects="", signed_at=None, trusted=False, added_at=now(),
                              by_id=one.issued_by_id))
    db.session.commit()
    found = judging.known(back)
    assert found is not None
    assert found.what == judging.SAME
    again = judging.judged(signed.invisibly(back, "Segunda"))
    assert (again.what, again.signatures) == (judging.SIGNED, 1)
    erasing.erase(holder_of(one).id, None)
    db.session.commit()
    assert db.session.get(FileToRemove, (judging.hashlib.sha256(back).hexdigest(), ".pdf")) is not None


@pytest.mark.one_database
def test_signed_and_altered_is_not_the_issued_one(genuine: tuple[Certificate, bytes]) -> None:
    data = genuine[1]
    for what, changed in signed.altered(data):
        assert not judging.judged(changed).is_issued, what


@pytest.mark.one_database
def test_a_hundred_altered_files_never_pass(genuine: tuple[Certificate, bytes]) -> None:
    one, data = genuine
    kinds = list(altered(data))
    assert len(kinds) >= 100
    assert len({name for name, _ in kinds}) == len(kinds)
    answers: dict[str, int] = {}
    passed = []
    for name, changed in kinds:
        assert changed != data, name
        verdict = judging.known(changed) or judging.judged(changed)
        answers[verdict.what] = answers.get(verdict.what, 0) + 1
        if verdict.is_issued:
            passed.append(name)
    assert passed == []
    assert answers[judging.NOT] > 50
    assert answers[judging.UNREADABLE] > 5


def test_every_kind_of_answer_comes_as_a_page(client: Client, genuine: tuple[Certificate, bytes]) -> None:
    kinds = dict(altered(genuine[1]))
    for name, told in (("a name drawn over it", NOT_ISSUED), ("text added behind", NOT_ISSUED), ("a picture", UNREADABLE),
                       ("zeros", UNREADABLE), ("another PDF", NOT_ISSUED), ("brackets", UNREADABLE),
                       ("a PDF with a bomb", NOT_ISSUED)):
        answer = send(client, kinds[name])
        assert client.status == 200, name
        assert told in answer, name
        assert ISSUED not in answer.replace(NOT_ISSUED, ""), name


def test_an_altered_file_shows_what_the_register_says_of_its_paper(client: Client, genuine: tuple[Certificate, bytes]) -> None:
    one, data = genuine
    kinds = dict(altered(data))
    for name in ("a name drawn over it", "text added behind", "saved again", "without its last 1000 bytes", "twice",
                 "another file behind it"):
        answer = send(client, kinds[name])
        assert NOT_ISSUED in answer, name
        assert f'<dd class="num">{one.folio}</dd>' in answer, name
        assert "Ana Quispe Rojas" in answer, name


def test_a_file_of_a_paper_that_was_replaced_says_both(client: Client, genuine: tuple[Certificate, bytes]) -> None:
    one, data = genuine
    actions.correct(one, {"surnames": "Quispe Roxas"}, "Con x.", trainer_of(one))
    answer = send(client, data)
    for words in (ISSUED, "el papel ya no vale", "Reemplazado por otro"):
        assert words in answer, words
    assert "Roxas" not in answer
    assert "Rojas" not in answer


def test_of_an_erased_paper_only_the_number_is_told(client: Client, genuine: tuple[Certificate, bytes]) -> None:
    one, data = genuine
    number = standing_of(one).number
    erasing.erase(holder_of(one).id, None)
    db.session.commit()
    for sent in (data, dict(altered(data))["saved again"]):
        answer = send(client, sent)
        assert f"Número {number} del registro." in answer
        assert "Quispe" not in answer
        assert one.folio not in answer


def test_files_that_are_nothing_of_ours_are_counted_like_wrong_codes(client: Client, genuine: tuple[Certificate, bytes]) -> None:
    for _ in range(10):
        send(client, b"%PDF-1.7 nada")
        assert client.status == 200
    send(client, b"%PDF-1.7 nada")
    assert client.status == 429
    assert client.response is not None
    assert int(client.response.headers["Retry-After"]) > 0
    assert ISSUED in send(client, genuine[1])  # what is ours is always answered


def test_without_a_file_the_form_says_so(app: Flask, client: Client) -> None:
    client.get("/verificar")
    for sent in ({}, {"file": ""}, {"file": (io.BytesIO(b""), "")}, {"file": (io.BytesIO(b""), "certificado.pdf")}):
        client.post("/verificar/archivo", sent)
        assert client.status == 422
        assert "Elija un archivo" in client.text


def test_more_than_five_megabytes_are_not_read(app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/verificar")
    client.post("/verificar/archivo", {"file": (io.BytesIO(b"%PDF"), "a.pdf")},
                environ_overrides={"CONTENT_LENGTH": str(MOST_BYTES + 200_000)})
    assert client.status == 413
    monkeypatch.setattr(forms, "MOST_BYTES", 1000)  # a body of megabytes is left open by the client of the tests
    send(client, b"%PDF" + bytes(997))
    assert client.status == 422
    assert "5 MB" in client.text


def test_a_form_without_its_token_is_refused(app: Flask, client: Client) -> None:
    client.post("/verificar/archivo", {"file": (io.BytesIO(b"%PDF"), "a.pdf")}, token="")
    assert client.status == 400


def test_while_others_are_read_it_asks_to_come_again(app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_asked: object) -> apart.Reading:
        raise apart.Busy

    monkeypatch.setattr(apart, "read", busy)
    send(client, b"%PDF-1.7 nada")
    assert client.status == 503


def test_a_reader_that_fails_or_takes_too_long_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    assert apart.read(b"%PDF-1.7", 0) == apart.Reading()
    monkeypatch.setattr(apart, "SECONDS", 20)
    monkeypatch.setattr(apart, "PROGRAM", apart.PROGRAM.with_name("nothing.py"))
    assert apart.read(b"%PDF-1.7", 0) == apart.Reading()


def test_the_reader_knows_no_secret_and_writes_no_file() -> None:
    assert "env={}" in apart.PROGRAM.with_name("apart.py").read_text()
    assert "RLIMIT_FSIZE, (0, 0)" in apart.PROGRAM.read_text()


def test_claims_are_found_in_whatever_can_be_read() -> None:
    token = "q3Zr8vXn2LwK5mTd7YbHcA"
    said = reading.claims(b"stream\n" + reading.zlib.compress(b'{"token":"%s","code":"7K4MX2QD9HTR0"}' % token.encode()))
    assert said == {"tokens": [token], "codes": ["7K4MX2QD9HTR0"]}
    assert reading.claims(b"https://x.example/v/" + token.encode() + b"AAAA") == {"tokens": [], "codes": []}


def test_beginnings_end_at_each_mark_of_an_end() -> None:
    data = b"a%%EOF\r\nb%%EOF\nc%%EOF"
    found = [data[:length] for length, _hash in beginnings(data)]
    assert found == [b"a%%EOF", b"a%%EOF\r", b"a%%EOF\r\n", data[:14], data[:15], data]
    assert [length for length, sha256 in beginnings(data) if sha256 == judging.hashlib.sha256(data).hexdigest()] == [len(data)]
    assert list(beginnings(b"%PDF")) == []


def test_whom_a_file_names_never_finds_a_paper(app: Flask, client: Client) -> None:
    """Neither a folio nor a name inside a file leads to a paper: only what its holder alone has."""
    one = paper(trainer=make.bea())
    answer = send(client, b"%PDF-1.7\n" + f"{one.folio} Ana Quispe Rojas".encode())
    assert UNREADABLE in answer
    assert "Ana" not in answer
