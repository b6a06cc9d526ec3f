"""A workshop on paper for the tests of pure files: forty people, long names, homonyms, two days."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from modules.check_checklists import read_checklist
from modules.read_plan_form import read_plan_form
from training.suitcase.paper import BlockRow, HalfDaySheet, Paper, Row, Slip

ROOT = Path(__file__).parents[2]
NAMES = (("Irma Luz", "Achahui Sotelo"), ("Rubén Darío", "Allcca Ñahui"), ("María Auxiliadora de los Ángeles", "Ayquipa de Cárdenas"),
         ("Betsabé", "Calderón Sh’intari"), ("Tsisã Noemí", "Pacheco Wẽrɨ"), ("Rosa María", "Huamán Quispe"),
         ("Rosa María", "Huamán Quispe"), ("Óscar Iván", "Bendezú Tiklla"))
FACILITIES = ("P. S. Pampa Serena", "C. S. Río Manso", "Hospital Regional Miguel Ángel Mariscal Llerena, Ayacucho", "P. S. Alto Mirador", "")


def row(number: int, **more: object) -> Row:
    given, surnames = NAMES[number % len(NAMES)]
    values: dict[str, object] = {
        "number": number, "key": f"k{number:011}", "given_names": given, "surnames": surnames,
        "facility": FACILITIES[number // 3 % len(FACILITIES)], "ending": f"{number * 37 % 1000:03}", "confirmed": number % 9 == 0}
    return Row(**(values | more))  # type: ignore[arg-type]  # each key is a field


def half_day(number: int, day: date, starts: time, *, blocks: int = 6) -> HalfDaySheet:
    rows = [BlockRow(35 + 5 * at, f"Escuchar y preguntar, parte {at}", "session", f"a{at}", at % 3 != 0) for at in range(1, blocks)]
    rows.insert(2, BlockRow(15, "Pausa", "break"))
    return HalfDaySheet(f"half-{number}", number, day, starts, sum(one.minutes for one in rows), tuple(rows))


def checklist(slug: str = "apoyo") -> object:
    path = f"checklists/{slug}.toml"
    found, problems = read_checklist((ROOT / "content" / path).read_text(), path, None)
    assert found, problems
    return found


def paper(people: int = 40, **more: object) -> Paper:
    form, problems = read_plan_form((ROOT / "content/plan-form.toml").read_text().replace("{{kit-minimo}}", "1 kit"), None)
    assert form, problems
    first, second = date(2026, 12, 15), date(2026, 12, 16)
    values: dict[str, object] = {
        "key": "c0h0rt-key12", "name": "Ayacucho 2026-3", "course": "Atención de salud", "place": "Auditorio Casa Clara, Huamanga",
        "authority": "DIRESA Ayacucho", "starts_on": first, "ends_on": second, "trainers": ("R. Tacuri", "J. Sarmiento"),
        "half_days": (half_day(1, first, time(8)), half_day(2, first, time(14)), half_day(3, second, time(8)), half_day(4, second, time(14))),
        "rows": tuple(row(number) for number in range(1, people + 1)), "checklists": (checklist(),), "form": form,
        "public_url": "https://replica.example.org", "version": "2026.1", "digest": "ab12" * 16, "draft": True, "demo": False,
        "pass_share": 80, "printed_on": date(2026, 11, 23)}
    return Paper(**(values | more))  # type: ignore[arg-type]  # the same


def slip(one: Row) -> Slip:
    if one.number and one.number % 5 == 0:
        return Slip(one)
    return Slip(one, "K7M42-XQD9H", datetime(2026, 12, 23, 15, tzinfo=UTC))
