"""Snapshots that the tests and the bench share: invented people, the letters and lengths that break sheets."""

from datetime import date

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.paper.snapshot import Attendance, HalfDay, PrintedModule, Signer, Snapshot, half_hours

DESIGN = "0" * 64
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FOUR = tuple(PrintedModule(slug, title, minutes) for slug, title, minutes in (
    ("a1", "La violencia como problema de salud pública", 90),
    ("a2", "Detectar y preguntar con cuidado", 105),
    ("a3", "Primer apoyo: escuchar, creer y acompañar", 120),
    ("a4", "Seguridad, privacidad y derivación", 90)))
TEN = tuple(PrintedModule(f"{'ab'[i // 8]}{i % 8 + 1}", title, 45 + 15 * (i % 4)) for i, title in enumerate((
    "La violencia como problema de salud pública", "Detectar y preguntar con cuidado",
    "Primer apoyo: escuchar, creer y acompañar", "Seguridad, privacidad y derivación",
    "Atención clínica de la violación sexual y profilaxis dentro de las 72 horas", "Salud mental y apoyo psicosocial",
    "Documentar y certificar sin volver a dañar", "El equipo que cuida se cuida",
    "Aprender siendo adultas: principios de la formación", "Conducir un juego de roles con resguardo")))
NORMAL = Snapshot(
    folio="2026-000128", code="7K4MX2QD9HTR0", token="q3Zr8vXn2LwK5mTd7YbHcA", public_url="https://replica.example.org",
    given_names="Nélida Rosaura", surnames="Quispe Ñaupari", document_type="dni", document="40617283", course_slug="a",
    course_title="Atención de salud ante la violencia contra las mujeres e integrantes del grupo familiar",
    modules=FOUR, half_hours=half_hours(405), starts=date(2026, 11, 10), ends=date(2026, 11, 11), place="Ayacucho",
    issued_on=date(2026, 11, 16), content_version="3.2", content_digest="9f3c71ab02de5548" * 4,
    issuer="Dirección Regional de Salud de Ejemplo",
    signers=(Signer("Rosa Elvira Tacuri Montalvo", "Coordinadora de la formación"),
             Signer("Julio Abel Sarmiento Choque", "Responsable de recursos humanos")), draft=False, demo=False)


def like(**changes: object) -> Snapshot:
    """The normal snapshot with some fields changed."""
    return msgspec.structs.replace(NORMAL, **changes)


LONG = like(folio="2026-000129", given_names="María Auxiliadora de los Ángeles", draft=True,
            surnames="Ñahuincopa T’ikarumi de Wẽrɨ-G̃uaní y Shiŋkupë", document="00718294")
LONGEST = like(given_names="María Auxiliadora de los Ángeles Guadalupe Esperanza Milagrosa",
               surnames="Ñahuincopa Huallpacusi de Tupac Yupanqui Condorhuamán Saldívar", folio="2026-000130")
LETTERS = like(given_names="G̃uaɨrí Ñawpaʼ", surnames="Shịŋkëpɨ T’ẽnu", document_type="ce", document="001829304")
BOTH = like(draft=True, demo=True)
MANY = like(modules=TEN, half_hours=half_hours(sum(m.minutes for m in TEN)), place="Puerto Maldonado",
            starts=date(2026, 9, 28), ends=date(2026, 10, 3))
WORST = msgspec.structs.replace(LONGEST, modules=TEN, half_hours=MANY.half_hours, draft=True, demo=True,
                                starts=date(2026, 9, 28), ends=date(2026, 10, 3), place="San Juan de Lurigancho")
LOPSIDED = msgspec.structs.replace(
    WORST, given_names="Ana", surnames=f"{LONGEST.given_names} de {LONGEST.surnames}"[:116])
WORKSHOP = like(format=3, kind="certificate", design=DESIGN, folio="2026-000131", attendance=Attendance(900, 870, 80))


def constancia(*minutes: int, **changes: object) -> Snapshot:
    """A constancia over half-days of 225 minutes with these minutes attended; the first four are planned, the rest made up."""
    names = ("1. Martes 10 de noviembre, mañana", "2. Martes 10 de noviembre, tarde", "3. Miércoles 11 de noviembre, mañana",
             "4. Miércoles 11 de noviembre, tarde")
    days = tuple(HalfDay(names[place] if place < 4 else f"Recuperación: sábado {place + 10} de noviembre, mañana",
                         225 * (place < 4), attended) for place, attended in enumerate(minutes))
    attended = min(900, sum(minutes))
    values: dict[str, object] = {"format": 3, "kind": "constancia", "design": DESIGN, "folio": "2026-C-000045", "modules": (),
                                 "half_hours": half_hours(attended), "attendance": Attendance(900, attended, 80, days)}
    return msgspec.structs.replace(NORMAL, **(values | changes))


PRESENT = constancia(225, 225, 195, 225, signers=NORMAL.signers[:1])
MADE_UP = constancia(225, 0, 225, 225, 120, 60, *[15] * 4, given_names=LONGEST.given_names, surnames=LONGEST.surnames,
                     course_title=WORST.course_title + ": formación de facilitadoras y facilitadores regionales",
                     place="San Juan de Lurigancho", draft=True, demo=True, issuer=NORMAL.issuer + " y otras entidades que firman")
ACCREDITED = like(
    format=3, kind="accreditation", design=DESIGN, folio="2026-A-000003", course_slug="b",
    course_title="Formación de formadores", valid_until=date(2028, 11, 16), signers=NORMAL.signers[:1],
    modules=tuple(PrintedModule(f"b{place}", title, 160) for place, title in enumerate((
        "Rol del formador y aprendizaje adulto", "Plan de sesión y métodos", "Facilitación segura y cofacilitación",
        "Microenseñanza, evaluación y acreditación", "Taller de dos días", "Del aula a la región"), 1)),
    half_hours=half_hours(960), allows="facilitar talleres del curso «Atención de salud» en el programa",
    basis="Certificado 2026-000131, con práctica observada, y 2 talleres cerrados con 41 personas certificadas")
ACCREDITED_WORST = msgspec.structs.replace(
    ACCREDITED, given_names=LONGEST.given_names, surnames=LONGEST.surnames, draft=True, demo=True, signers=NORMAL.signers,
    course_title=WORST.course_title + ": formación de facilitadoras y facilitadores regionales", renews="2024-A-000001",
    allows=f"facilitar talleres del curso «{WORST.course_title}» en el programa")
UPRIGHT = {"present": PRESENT, "made up": MADE_UP, "two signers": constancia(225, 225, 225, 225)}
ALL = {"normal": NORMAL, "long": LONG, "longest": LONGEST, "letters": LETTERS, "both": BOTH, "many": MANY,
       "worst": WORST, "lopsided": LOPSIDED, "workshop": WORKSHOP, "accredited": ACCREDITED,
       "accredited, worst": ACCREDITED_WORST, **UPRIGHT}
