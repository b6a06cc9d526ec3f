"""A register in the published format, with invented facilities, and the dialects and accidents in which it comes."""

import csv
import io
import random
from collections.abc import Iterable, Mapping

_PUBLISHED = ("Institucion,Codigo Unico,Nombre del establecimiento,Clasificación,Tipo,DEPARTAMENTO,Provincia,Distrito,UBIGEO,Dirección,"
          "Código DISA,Código Red,Código Microrred,DISA,Red,Microrred,Código UE,Unidad Ejecutora,Categoría,Teléfono,"
          "Tipo Doc.Categorización,Nro.Doc.Categorización,Horario,Inicio de Actividad,"
          "Director Médico y/o Responsable de la Atención de Salud,ESTADO,Situación,Condición,Inspección,NORTE,ESTE,COTA,CAMAS")
HEADER = _PUBLISHED.split(",")
PLACES = (  # department, province, district, UBIGEO as a spreadsheet leaves it, DISA
    ("AYACUCHO", "HUAMANGA", "VALLE CLARO", "50101", "AYACUCHO"), ("AYACUCHO", "HUANTA", "RIO MANSO", "50401", "AYACUCHO"),
    ("CUSCO", "CUSCO", "NEVADO AZUL", "80101", "CUSCO"), ("PUNO", "PUNO", "TOTORA", "210101", "PUNO"),
    ("LORETO", "MAYNAS", "SELVA CLARA", "160101", "LORETO"), ("LIMA", "LIMA", "COMAS", "150110", "LIMA SUR"),
    ("LIMA", "HUARAL", "HUARAL", "150601", "LIMA"), ("CALLAO", "CALLAO", "BELLAVISTA", "70102", "CALLAO"))
_FIRST = ("PAMPA", "QUEBRADA", "LOMA", "RIO", "VALLE", "CERRO", "PUQUIO", "LAGUNA", "PIEDRA", "NUBE", "ICHU", "RETAMA", "KANTUTA")
_SECOND = ("SERENA", "HONDA", "VERDE", "MANSO", "CLARO", "QUIETO", "AZUL", "BLANCA", "ALTO", "DORADO", "PINTADA", "LARGA", "TRENZADA")
_CATEGORIES = ("I-1", "I-1", "I-1", "I-2", "I-2", "I-3", "I-4", "II-1", "Sin Categoría")


def row(code: str = "99901", name: str = "PAMPA SERENA", place: int = 0, **more: str) -> dict[str, str]:
    """A line of the register; ``more`` by the header's names with _ for what is no letter, or short names below."""
    department, province, district, ubigeo, disa = PLACES[place]
    found = dict.fromkeys(HEADER, "") | {
        "Institucion": "GOBIERNO REGIONAL", "Codigo Unico": code, "Nombre del establecimiento": name,
        "Clasificación": "PUESTOS DE SALUD O POSTAS DE SALUD", "Tipo": "ESTABLECIMIENTO DE SALUD SIN INTERNAMIENTO",
        "DEPARTAMENTO": department, "Provincia": province, "Distrito": district, "UBIGEO": ubigeo,
        "Dirección": "JIRON SIN NOMBRE S/N", "Código DISA": "5", "Código Red": "1", "Código Microrred": "2", "DISA": disa,
        "Red": "RED VALLE", "Microrred": "NO PERTENECE A NINGUNA MICRORED", "Código UE": "0", "Categoría": "I-1",
        "Tipo Doc.Categorización": "RESOLUCIÓN", "Horario": "24 HORAS", "Inicio de Actividad": "01/01/2001", "ESTADO": "ACTIVADO",
        "Situación": " ", "Condición": "EN FUNCIONAMIENTO", "Inspección": " ", "NORTE": "-74.2", "ESTE": "-13.1", "COTA": "2746.0"}
    names = {"category": "Categoría", "state": "ESTADO", "district": "Distrito", "ubigeo": "UBIGEO", "department": "DEPARTAMENTO",
             "disa": "DISA", "network": "Red", "micro": "Microrred", "institution": "Institucion", "address": "Dirección"}
    return found | {names[name]: value for name, value in more.items()}


def register(count: int, seed: int = 1) -> list[dict[str, str]]:
    """So many invented facilities, always the same."""
    chance = random.Random(seed)
    return [row(str(number + 50_000), f"{chance.choice(_FIRST)} {chance.choice(_SECOND)} {number}", chance.randrange(len(PLACES)),
                category=chance.choice(_CATEGORIES), network=f"RED {chance.choice(_SECOND)}") for number in range(count)]


def as_text(rows: Iterable[Mapping[str, str]], delimiter: str = ",") -> str:
    """As a CSV, header first."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADER, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_csv(*rows: Mapping[str, str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The bytes of a CSV."""
    return as_text(rows, delimiter).encode(encoding)


def as_xlsx(rows: Iterable[Mapping[str, str]], *, numbers: bool = True, above: int = 0, hidden: bool = False) -> bytes:
    """A workbook, in which codes and UBIGEO are numbers as Excel likes them."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    if hidden:
        notes = book.add_worksheet("Notas")
        notes.write(0, 0, "Codigo Unico")
        notes.hide()
    sheet = book.add_worksheet("RENIPRESS")
    if hidden:
        sheet.activate()
        sheet.set_first_sheet()
    for number in range(above):
        sheet.write(number, 0, "REGISTRO NACIONAL DE IPRESS")
    sheet.write_row(above, 0, HEADER)
    for at, one in enumerate(rows, above + 1):
        for column, name in enumerate(HEADER):
            value = one[name]
            if numbers and name in ("Codigo Unico", "UBIGEO") and value.isdigit():
                sheet.write_number(at, column, int(value))
            else:
                sheet.write_string(at, column, value)
    book.close()
    return out.getvalue()
