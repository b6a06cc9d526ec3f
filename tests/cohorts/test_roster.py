"""A roster: columns in any order, every row or its reasons, nothing lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.cohorts.columns import Column, find_header, guess, header_of
from training.cohorts.flaws import Field, Reason
from training.cohorts.roster import Row, changed, check, part, read, with_columns
from training.cohorts.tables import Line, Unreadable, Why, decoded, from_csv, from_text
from training.cohorts.workbooks import from_file


def people(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(one.person.document, one.person.surnames, one.person.given_names, one.person.profession, one.person.facility)
            for one in check(read(from_text(text)).rows)]


ILLARI = ("99000101", "Quispe Alborada", "Illari", "Obstetra", "P. S. Pampa Serena")


@pytest.mark.parametrize("text", [
    "DNI\tApellidos\tNombres\tProfesión\tEESS\n99000101\tQuispe Alborada\tIllari\tObstetra\tP. S. Pampa Serena",
    "Establecimiento;Cargo;Nombres;Apellidos;N° Doc\nP. S. Pampa Serena;Obstetra;Illari;Quispe Alborada;99000101",
    "n.º documento,apellido paterno,apellido materno,NOMBRES,profesion,ipress\n"
    "99000101,Quispe,Alborada,Illari,Obstetra,P. S. Pampa Serena",
    'DNI|APELLIDOS Y NOMBRES|CELULAR|PROFESIÓN|EE.SS.\n99000101|"Quispe Alborada, Illari"|999111222|Obstetra|P. S. Pampa Serena',
    "sep=;\r\nLISTA DE PARTICIPANTES\r\n\r\nNombres y apellidos;DNI;Profesión/Cargo;EESS\r\n"
    "Illari, Quispe Alborada;99000101;Obstetra;P. S. Pampa Serena\r\n",
    "Tipo de documento\tDocumento\tApellidos\tNombres\tCargo\tEstablecimiento de salud\n"
    "DNI\t 99000101 \tQuispe\u00a0Alborada\tIllari\u200b\tObstetra\tP. S. Pampa Serena",
])
def test_the_same_person_comes_out_of_every_kind_of_list(text: str) -> None:
    assert people(text) == [ILLARI]


def test_every_reason_of_a_row_is_kept() -> None:
    row = check([Row(5, "dni", "123", "An4", "<b>", "", "x" * 121)])[0]
    assert {(flaw.field, flaw.reason) for flaw in row.flaws} == {
        (Field.DOCUMENT, Reason.DNI_LENGTH), (Field.GIVEN_NAMES, Reason.DIGITS),
        (Field.SURNAMES, Reason.STRANGE_CHARACTERS), (Field.FACILITY, Reason.TOO_LONG)}


def test_the_second_of_two_equal_documents_names_the_row_of_the_first() -> None:
    first, second = check([Row(2, "dni", "99000101", "A", "B"), Row(9, "dni", "99 000 101", "A", "B")])
    assert first.ready
    assert [(flaw.reason, flaw.detail) for flaw in second.flaws] == [(Reason.REPEATED, "2")]


def test_who_is_in_the_cohort_already_is_said() -> None:
    found = check([Row(2, "dni", "99000101", "A", "B")], {("dni", "99000101")})
    assert [flaw.reason for flaw in found[0].flaws] == [Reason.ALREADY_IN]


@pytest.mark.parametrize("name", ["Ñahui", "O\u2019Higgins", "Núñez-Áñez", "Wajajai Ampush", "Sharián", "Nugkum", "D\u2019Ángelo",
                                  "Ma. del Carmen", "李", "Ɨnapë"])
def test_names_of_every_people_are_names(name: str) -> None:
    assert check([Row(1, "dni", "99000101", name, name)])[0].ready


@pytest.mark.parametrize("apostrophe", ["'", "`", "´", "‘", "’", "ʼ"])
def test_one_kind_of_apostrophe_is_kept(apostrophe: str) -> None:
    assert check([Row(1, "dni", "99000101", f"D{apostrophe}Angelo", "B")])[0].person.given_names == "D’Angelo"


@pytest.mark.parametrize("name", ["Ana\u202eanA", "Ana\x07", "Ana😀", "=Ana", "Ana@x", "A" * 81, "---", "Ana\ufffd", "An\u0661"])
def test_what_is_no_name_is_refused(name: str) -> None:
    assert not check([Row(1, "dni", "99000101", name, "B")])[0].ready


def test_letters_broken_by_an_encoding_come_with_their_repair() -> None:
    flaw = check([Row(1, "dni", "99000101", "MuÃ±oz", "B")])[0].flaws[0]
    assert flaw.suggestion == "Muñoz"


@pytest.mark.parametrize(("whole", "names_first", "parts"), [
    ("Quispe Alborada, Illari", False, ("Quispe Alborada", "Illari", False)),
    ("CCAHUANA ICHU PERCY", False, ("CCAHUANA ICHU", "PERCY", True)),
    ("Percy Ccahuana Ichu", True, ("Ccahuana Ichu", "Percy", True)),
    ("Quispe Illari", False, ("Quispe", "Illari", True)),
    ("Quispe", False, ("Quispe", "", True)),
])
def test_a_whole_name_is_parted_and_a_guess_says_so(whole: str, names_first: bool, parts: tuple[str, str, bool]) -> None:
    assert part(whole, names_first=names_first) == parts


def test_a_guessed_split_waits_for_a_yes() -> None:
    row = read(from_text("DNI\tApellidos y nombres\n99000101\tCCAHUANA ICHU PERCY")).rows[0]
    assert [flaw.reason for flaw in check([row])[0].flaws] == [Reason.ONE_CELL]
    assert check([changed(row, {})])[0].ready


def test_cells_beyond_the_header_are_not_lost() -> None:
    row = read(from_text("DNI\tApellidos\tNombres\n99000101\tQuispe\tIllari\tObstetra")).rows[0]
    assert [(flaw.reason, flaw.detail) for flaw in check([row])[0].flaws] == [(Reason.EXTRA_CELLS, "Obstetra")]


def test_a_list_without_header_asks_which_column_is_which() -> None:
    found = read(from_text("99000101\tQuispe\tIllari\tObstetra\tP. S. Molle\n99000102\tMamani\tUrpi\tEnfermera\tC. S. Sol"))
    assert found.needs_columns
    assert found.columns == [Column.DOCUMENT, Column.SURNAMES, Column.GIVEN_NAMES, Column.PROFESSION, Column.FACILITY]
    assert len(with_columns(found, found.columns, 1).rows) == 2


@pytest.mark.parametrize("header", ["DNI", "N.° DNI", "Nº  de Doc.", "APELLIDO PATERNO", "Ap. Materno", "EE.SS.", "Profesión / Cargo"])
def test_headers_are_known_by_their_usual_words(header: str) -> None:
    assert header_of(header) is not None


@pytest.mark.parametrize(("data", "text"), [
    ("DNI;Ñ".encode("cp1252"), "DNI;Ñ"), ("DNI;Ñ".encode("utf-8-sig"), "DNI;Ñ"), ("DNI;Ñ".encode("utf-16"), "DNI;Ñ"),
    ("DNI;Ñandú".encode("utf-16-le"), "DNI;Ñandú"), ("DNI;Ñ".encode(), "DNI;Ñ"),
])
def test_the_encodings_of_excel_are_read(data: bytes, text: str) -> None:
    assert decoded(data) == text


def test_a_quote_left_open_swallows_nothing() -> None:
    lines = from_text('DNI;Apellidos;Nombres\n1;"Quispe;A\n' + "\n".join(f"{n};B;C" for n in range(2, 20)))
    assert len(lines) == 20


@pytest.mark.parametrize(("text", "why"), [
    ("", Why.EMPTY), (" \n\t\n", Why.EMPTY), ("a\n" * 5021, Why.TOO_MANY_ROWS), ("\t".join("a" * 31), Why.TOO_MANY_COLUMNS),
    ("a" * 1_600_000, Why.TOO_BIG),
])
def test_limits_are_said(text: str, why: Why) -> None:
    with pytest.raises(Unreadable) as caught:
        from_text(text)
    assert caught.value.why is why


WORD = st.text(st.characters(blacklist_characters="\t;|,\"\n\r", blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12)


@given(st.lists(st.lists(WORD, min_size=1, max_size=6), max_size=25), st.sampled_from("\t;|,"))
def test_every_line_with_content_is_a_row_or_is_shown(table: list[list[str]], delimiter: str) -> None:
    text = "\n".join(delimiter.join(cells) for cells in table)
    try:
        lines = from_text(text)
    except Unreadable as error:
        assert error.why is Why.EMPTY
        return
    found = read(lines)
    assert len(found.rows) + len(found.above) + len(found.lines) == len(lines)
    if found.needs_columns:
        found = with_columns(found, found.columns, found.lines[0][0])
    assert len(check(found.rows)) + len(found.above) == len(lines)


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=300).map(lambda tail: b"PK\x03\x04" + tail),
                 st.text(max_size=300).map(str.encode)))
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        lines = from_file(data)
    except Unreadable:
        return
    check(read(lines).rows)


@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    try:
        lines = from_text(text)
    except Unreadable:
        return
    found = read(lines)
    check(with_columns(found, found.columns, 0).rows if found.needs_columns else found.rows)


@given(st.lists(st.lists(st.text(max_size=8), max_size=5).map(tuple), max_size=10))
def test_columns_are_guessed_for_any_cells(table: list[tuple[str, ...]]) -> None:
    lines = [Line(number, cells) for number, cells in enumerate(table, 1)]
    find_header(lines)
    assert len(guess(lines)) == max(map(len, table), default=0)


def test_a_csv_with_a_huge_cell_is_read_or_refused() -> None:
    lines = from_csv(b'DNI;Apellidos\n"' + b"x" * 1_000_000 + b'";B\n99000101;C')
    assert len(lines) == 3
