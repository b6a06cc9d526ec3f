"""The national register's file, with what a spreadsheet and a bad export do to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.places.register import Entry, NotTheRegister, Trouble, read, shown_name

HEADER = "Institucion,Codigo Unico,Nombre del establecimiento,DEPARTAMENTO,Distrito,UBIGEO,DISA,Red,Microrred,Categoría,ESTADO\n"


def line(code: str = "99021", name: str = "RIO MANSO", department: str = "AYACUCHO", district: str = "RIO MANSO",
         ubigeo: str = "50101", disa: str = "AYACUCHO", category: str = "I-3", state: str = "ACTIVADO") -> str:
    return f"MINSA,{code},{name},{department},{district},{ubigeo},{disa},RED SUR,NO PERTENECE A NINGUNA MICRORED,{category},{state}\n"


def entries(text: str | bytes) -> list[Entry]:
    return [one for one in read(text.encode() if isinstance(text, str) else text) if isinstance(one, Entry)]


def troubles(text: str) -> list[Trouble]:
    return [one for one in read(text.encode()) if isinstance(one, Trouble)]


def test_a_code_and_a_ubigeo_get_their_zeros_back_and_the_name_stops_shouting() -> None:
    one = entries(HEADER + line())[0]
    assert (one.code, one.name, one.category, one.ubigeo) == ("00099021", "C. S. Rio Manso", "I-3", "050101")
    assert (one.department, one.lima, one.network, one.micro_network) == ("AYACUCHO", "", "Red Sur", "")


@pytest.mark.parametrize(("more", "said"), [
    (line(code="12A"), "no es un número"), (line(code="123456789"), "no es un número"), (line(code="0"), "no es un número"),
    (line("7", name=""), "falta el nombre"), (line("7", name="NI\ufffdO JESUS"), "letras rotas"), (line("7", state="CIERRE"), "no está activo"),
])
def test_a_line_that_cannot_be_taken_is_told_with_its_number(more: str, said: str) -> None:
    text = HEADER + line() + more
    found = troubles(text)
    assert len(entries(text)) == 1
    assert len(found) == 1 and found[0].line == 3 and said in found[0].said and not found[0].taken


def test_a_code_twice_keeps_the_first_and_names_both_lines() -> None:
    text = HEADER + line() + line(name="OTRO")
    assert [one.name for one in entries(text)] == ["C. S. Rio Manso"]
    assert "ya está en la línea 2" in troubles(text)[0].said


def test_letters_broken_twice_are_read_and_said() -> None:
    text = HEADER + line(name="MUÑOZ".encode().decode("cp1252"))
    assert entries(text)[0].name == "C. S. Muñoz" and troubles(text)[0].taken


def test_broken_letters_beside_the_name_only_leave_their_cell_empty() -> None:
    assert entries(HEADER + line(district="SAN VICENTE DE CA\ufffdETE"))[0].district == ""


@pytest.mark.parametrize("write", [
    lambda text: text.encode("utf-8-sig"), lambda text: text.encode("cp1252"), lambda text: text.replace(",", ";").encode(),
    lambda text: text.replace(",", "\t").encode(), lambda text: text.replace("\n", "\r\n").encode(),
])
def test_the_ways_in_which_a_spreadsheet_saves_it(write: object) -> None:
    assert entries(write(HEADER + line(name="ÑAHUI")))[0].name == "C. S. Ñahui"  # type: ignore[operator]  # a function


@pytest.mark.parametrize(("disa", "part"), [("LIMA SUR", "sur"), ("DIRIS LIMA NORTE", "norte"), ("LIMA", ""), ("PUNO", "")])
def test_the_part_of_lima(disa: str, part: str) -> None:
    assert entries(HEADER + line(disa=disa))[0].lima == part


@pytest.mark.parametrize(("name", "category", "shown"), [
    ("SAN JUAN DE PISCO", "I-1", "P. S. San Juan de Pisco"), ("CENTRO DE SALUD LOS OLIVOS", "I-3", "Centro de Salud Los Olivos"),
    ("DE APOYO II-SULLANA", "II-2", "Hospital de Apoyo II-Sullana"), ("Ya Escrito", "", "Ya Escrito"),
    ("CLINICA SANTA ANA", "II-1", "Clinica Santa Ana"), ("GUILLERMO DE LA FUENTE", "", "Guillermo de la Fuente"),
])
def test_a_name_is_shown_spoken_with_what_it_is(name: str, category: str, shown: str) -> None:
    assert shown_name(name, category) == shown


@pytest.mark.parametrize("text", ["", "DNI,Nombres\n1,2\n", "Codigo Unico,Nombre del establecimiento\n1,x\n"])
def test_another_file_is_refused_with_what_it_lacks(text: str) -> None:
    with pytest.raises(NotTheRegister, match="departamento|codigo"):
        list(read(text.encode()))


@given(st.binary(max_size=400), st.text(max_size=80))
def test_no_bytes_break_the_reader(data: bytes, name: str) -> None:
    for one in read(HEADER.encode() + data.replace(b"\0", b"")):
        assert isinstance(one, Trouble) or (len(one.code) == 8 and one.code.isdigit() and one.name)
    assert len(shown_name(name, "I-1")) <= 120
