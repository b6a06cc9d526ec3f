"""What happens to a register's file between the ministry and us: each kind of damage with its name."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.places.register_files import HEADER, as_csv, as_text, as_xlsx, row

GOOD = [row("1", "LOMA VERDE"), row("2", "CERRO QUIETO"), row("3", "PUQUIO CLARO")]


@dataclass(frozen=True)
class Damage:
    """The file; what is said of it; how many rows it has, how many of them come in. ``rows`` 0: the whole is refused."""

    data: bytes
    said: str
    rows: int = 4
    added: int = 4


def with_one(said: str, *, taken: bool = False, **more: str) -> Damage:
    """Three good rows and a fourth, damaged one."""
    data = as_csv(*GOOD, row(**({"code": "4"} | more)))
    return Damage(data, said, 4, 4 if taken else 3)


def lines(change: Callable[[list[str]], object], said: str, rows: int = 4, added: int = 4) -> Damage:
    """Four good rows whose lines somebody changed, the header being the first."""
    found = as_text([*GOOD, row("4", "RETAMA")]).rstrip("\n").split("\n")
    change(found)
    return Damage("\n".join(found).encode(), said, rows, added)


def put(at: int, text: str) -> Callable[[list[str]], object]:
    return lambda found: found.__setitem__(at, text)


def edit(at: int, before: str, after: str) -> Callable[[list[str]], object]:
    return lambda found: found.__setitem__(at, found[at].replace(before, after))


def cut(at: int, cells: int) -> Callable[[list[str]], object]:
    return lambda found: found.__setitem__(at, ",".join(found[at].split(",")[:cells]))


FOUR = [*GOOD, row("4", "RETAMA")]
DAMAGES = {
    # codes
    "zeros lost": Damage(as_csv(*GOOD, row("4")), "4 nuevas"),
    "code with a decimal": with_one("4 nuevas", code="4.0", taken=True),
    "code with an apostrophe": with_one("4 nuevas", code="'00000004", taken=True),
    "code as a formula": with_one("4 nuevas", code='="00000004"', taken=True),
    "code with too many zeros": with_one("4 nuevas", code="0000000004", taken=True),
    "code abbreviated by Excel": with_one("Excel abrevió el código a «7.63E+03»", code="7.63E+03"),
    "code with letters": with_one("el código «12A» no es un número", code="12A"),
    "code too long": with_one("el código «123456789» no es un número", code="123456789"),
    "code missing": with_one("el código «» no es un número", code=""),
    "code zero": with_one("el código «0» no es un número", code="0"),
    "code twice with other data": with_one("el código ya está en la línea 2, con otros datos", code="1", name="OTRO"),
    "line repeated": Damage(as_csv(*GOOD, GOOD[0]), "la línea repite la 2", 4, 3),
    # letters
    "letters lost for good": with_one("el nombre perdió letras: «P. S. T\ufffdpac»", name="T\ufffdPAC"),
    "an Ñ lost between vowels": with_one("se leyó «MUÑOZ»", name="MU\ufffdOZ", taken=True),
    "letters twice encoded": with_one("se leyó «ÑAÑA»", name="ÑAÑA".encode().decode("cp1252"), taken=True),
    "letters as of a web page": with_one("se leyó «PEÑA»", name="PE&Ntilde;A", taken=True),
    "letters lost in the district": with_one("distrito venía con letras perdidas", district="SAN JU\ufffdN", taken=True),
    "letters lost in the department": with_one("4 nuevas", department="HU\ufffdNUCO", ubigeo="", taken=True),
    "letters lost in the header": lines(edit(0, "Categoría", "Categor\ufffda"), "4 nuevas"),
    "invisible characters": with_one("4 nuevas", name="RETAMA\u200b\u00a0 \x07CHICA", taken=True),
    # encodings and dialects
    "windows code page": Damage(as_csv(*GOOD, row("4", "ÑAHUI"), encoding="cp1252"), "4 nuevas"),
    "utf-8 with a mark": Damage(as_csv(*FOUR, encoding="utf-8-sig"), "4 nuevas"),
    "utf-16": Damage(as_csv(*FOUR, encoding="utf-16"), "4 nuevas"),
    "two code pages in one file": Damage(as_csv(*GOOD) + as_text([row("4", "ÑAHUI")]).split("\n")[1].encode("cp1252"), "4 nuevas"),
    "semicolons": Damage(as_csv(*FOUR, delimiter=";"), "4 nuevas"),
    "tabs": Damage(as_csv(*FOUR, delimiter="\t"), "4 nuevas"),
    "sep at the top": Damage(b"sep=;\r\n" + as_csv(*FOUR, delimiter=";"), "4 nuevas"),
    "old line ends": Damage(as_csv(*FOUR).replace(b"\n", b"\r"), "4 nuevas"),
    "whole lines between quotes": lines(put(4, '"' + as_text([row("4")]).split("\n")[1] + '"'), "4 nuevas"),
    # lines
    "an open quote": lines(edit(3, "JIRON", '"JIRON'), "línea 4: hay unas comillas sin cerrar", 4, 3),
    "two open quotes": lines(lambda found: (edit(2, "JIRON", '"JIRON')(found), edit(4, "JIRON", '"JIRON')(found)),
                             "línea 5: hay unas comillas sin cerrar", 4, 2),
    "a line break in a cell": lines(edit(3, "JIRON SIN NOMBRE S/N", '"JIRON\nSIN NOMBRE"'), "4 nuevas"),
    "a comma without quotes": lines(edit(3, "JIRON SIN", "JIRON, SIN"), "sobran celdas: tiene 34 y la cabecera 33", 4, 3),
    "a line cut off": lines(cut(4, 12), "la línea está cortada: tiene 12 celdas", 4, 3),
    "the header again": lines(lambda found: found.insert(3, ",".join(HEADER)), "es la cabecera otra vez", 5, 4),
    "titles above the header": lines(lambda found: found.insert(0, "REGISTRO NACIONAL DE IPRESS"), "4 nuevas"),
    "a total below": lines(lambda found: found.append("TOTAL: 4"), "el código «TOTAL: 4» no es un número", 5, 4),
    "blank lines": lines(lambda found: found.insert(2, ",,,,"), "4 filas leídas"),
    "columns in another order": lines(lambda found: found.__setitem__(slice(None), [",".join(reversed(one.split(",")))
                                                                                    for one in found]), "4 nuevas"),
    # values
    "name missing": with_one("falta el nombre", name=" "),
    "name of digits": with_one("falta el nombre", name="24"),
    "name too long": with_one("el nombre pasa de 120 letras", name="LOMA " * 40, taken=True),
    "department unknown": with_one("«NARNIA» no es un departamento", department="NARNIA"),
    "department missing": with_one("faltaba el departamento; por el UBIGEO 050101 es Ayacucho", department="", taken=True),
    "ubigeo of RENIEC": with_one("el UBIGEO 140101 es de Lambayeque y el establecimiento de Ayacucho", ubigeo="140101", taken=True),
    "ubigeo of letters": with_one("«S/N» no es un UBIGEO", ubigeo="S/N", taken=True),
    "category unknown": with_one("«I-9» no es una categoría", category="I-9", taken=True),
    "a comma lost": lines(edit(3, "24 HORAS,", "24 HORAS"), "el estado «» no se entiende", 4, 3),
    "empty cells left out at the end": lines(edit(3, "2746.0,", "2746.0"), "4 nuevas"),
    "empty cells added to each line": lines(lambda found: found.__setitem__(slice(1, None), [one + "," for one in found[1:]]),
                                            "4 nuevas"),
    "state missing": with_one("el estado «» no se entiende", state=""),
    "state of digits": with_one("el estado «12» no se entiende", state="12"),
    "closed and unknown": with_one("cerrado, no se tomó (estado «BAJA»)", state="BAJA"),
    "code of another department": with_one("de otro departamento. No se cambió", code="99901", place=3),  # type: ignore[arg-type]
    "code of another place": with_one("con otro nombre y otro distrito", code="99901", name="TOTORA", district="OTRO"),
    "lima south for all of lima": with_one("4 nuevas", place=5, taken=True),  # type: ignore[arg-type]  # a number
    # whole files
    "empty": Damage(b"", "El archivo está vacío", 0),
    "header only": Damage(as_csv(), "la cabecera y ninguna fila", 0),
    "another table": Damage(b"DNI,Nombres\n1,Ana\n", "falta la columna codigo unico", 0),
    "a column missing": Damage(b"Codigo Unico,Nombre del establecimiento\n1,x\n", "falta la columna departamento", 0),
    "an old workbook": Damage(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel antiguo", 0),
    "half a workbook": Damage(as_xlsx(FOUR)[:2000], "dañado o incompleto", 0),
    "a web page": Damage(b"<html><table><tr><td>1</td></tr></table>", "página web", 0),
    "a PDF": Damage(b"%PDF-1.7\n", "Es un PDF", 0),
    "codes as numbers in a workbook": Damage(as_xlsx(FOUR), "4 nuevas"),
}
