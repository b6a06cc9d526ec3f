"""The columns of the monthly report: what each is called in a file and in JSON, and what it says.

One list for the files, the sheet that explains them, the interface for other systems and the guide of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from training.coverage.states import ADDRESS_OF, COVERED, LAPSED, NO_DATA, PARTLY
from training.reporting.lines import Line
from training.reporting.standing import PLANS

Value = str | int | float | bool | date | None


@dataclass(frozen=True)
class Column:
    """``field``: its name in JSON. ``now_only``: an earlier month leaves it blank. ``kind``: of the value in JSON."""

    field: str
    heading: Any
    says: Any
    value: Callable[[Line], Value]
    kind: str = "string"
    now_only: bool = False


def state_words() -> dict[str, str]:
    """The four states as a person reads them."""
    return {COVERED: _("cubierto"), PARTLY: _("cubierto en parte"), LAPSED: _("perdió su personal capacitado"),
            NO_DATA: _("sin datos")}


PLAN_OF = dict(zip(PLANS, ("sin-plan", "borrador", "en-marcha"), strict=True))
PLACE = (
    Column("codigo", _l("Código"), _l("Código RENIPRESS del establecimiento, de ocho dígitos; es texto."),
           lambda line: line.code),
    Column("nombre", _l("Establecimiento"), _l("Nombre en el registro nacional."), lambda line: line.name),
    Column("categoria", _l("Categoría"), _l("I-1 a III-E; en blanco si el registro no la da."), lambda line: line.category),
    Column("institucion", _l("Institución"), _l("De quién es, como lo dice el registro."), lambda line: line.institution),
    Column("departamento_inei", _l("Departamento (INEI)"),
           _l("Código INEI de dos dígitos; no es el de RENIEC."), lambda line: line.department_code),
    Column("departamento", _l("Departamento"), _l("Su nombre."), lambda line: line.department),
    Column("autoridad_codigo", _l("Código de la autoridad"), _l("Código que usa Réplica para la DIRESA, GERESA o DIRIS."),
           lambda line: line.authority_code),
    Column("autoridad", _l("Autoridad de salud"), _l("DIRESA, GERESA o DIRIS de la que depende."),
           lambda line: line.authority),
    Column("red", _l("Red"), _l("Red de salud, si el registro la da."), lambda line: line.network),
    Column("microred", _l("Microrred"), _l("Microrred, si el registro la da."), lambda line: line.micro_network),
)
STANDING = (
    Column("personal", _l("Personal conocido"),
           _l("Personas de las que Réplica sabe que trabajan ahí al fin del mes. No es toda la planilla."),
           lambda line: line.staff, "integer"),
    Column("capacitadas", _l("Personas capacitadas"),
           _l("De ese personal, quienes tienen vigente el certificado del curso de atención."),
           lambda line: line.trained, "integer"),
    Column("meta", _l("Meta"),
           _l("Personas capacitadas que necesita por su categoría. En meses anteriores es la meta de hoy: las metas no "
              "guardan fechas."), lambda line: line.target, "integer"),
    Column("estado", _l("Estado"),
           _l("cubierto: tiene tantas personas capacitadas como su meta, o más. en-parte: alguna, menos que la meta. "
              "perdio: ninguna, y antes hubo. sin-datos: nunca se supo de ninguna."),
           lambda line: ADDRESS_OF[line.state]),
    Column("listo", _l("Listo"), _l("Cubierto, y con kit, directorio y ruta nocturna vigentes."),
           lambda line: line.ready, "boolean"),
    Column("kit_hasta", _l("Kit hasta"), _l("Hasta cuándo vale lo visto: el kit estaba completo."),
           lambda line: line.kit_until, "date"),
    Column("directorio_hasta", _l("Directorio hasta"), _l("Hasta cuándo vale el directorio de referencia."),
           lambda line: line.directory_until, "date"),
    Column("ruta_hasta", _l("Ruta nocturna hasta"), _l("Hasta cuándo vale la ruta acordada para la noche."),
           lambda line: line.route_until, "date"),
    Column("ambiente_hasta", _l("Ambiente privado hasta"),
           _l("Hasta cuándo vale lo visto del ambiente privado. Se muestra y no decide si está listo."),
           lambda line: line.room_until, "date"),
)
MONTH = (
    Column("capacitadas_en_el_mes", _l("Capacitadas en el mes"),
           _l("De las capacitadas, quienes obtuvieron su certificado en este mes."),
           lambda line: line.newly_trained, "integer"),
    Column("certificados_en_el_mes", _l("Certificados en el mes"),
           _l("Certificados de cualquier curso, emitidos en el mes a quienes ese día trabajaban ahí. Lo emitido se cuenta "
              "en su mes aunque después se revoque."), lambda line: line.certificates, "integer"),
    Column("talleres", _l("Talleres realizados ahí"),
           _l("Talleres cuya sede fue el establecimiento y que terminaron en el mes."),
           lambda line: line.workshops, "integer"),
    Column("asistentes", _l("Personas que asistieron"),
           _l("Personas del establecimiento con minutos de asistencia en jornadas cerradas del mes, en cualquier sede."),
           lambda line: line.attended, "integer"),
    Column("horas", _l("Horas de asistencia"), _l("Las horas de todas ellas sumadas, con un decimal."),
           lambda line: round(line.minutes / 60, 1), "number"),
    Column("descubierto_desde", _l("Quedaría sin cubrir el"),
           _l("Primer día en que, por los contratos como están hoy, quedarían menos personas capacitadas que la meta."),
           lambda line: line.uncovered_on, "date", now_only=True),
    Column("plan", _l("Plan"),
           _l("en-marcha: rige algún plan del establecimiento. borrador: se está escribiendo. sin-plan: no hay ninguno."),
           lambda line: PLAN_OF[line.plan]),
)
COLUMNS = (*PLACE, *STANDING, *MONTH)
TODAY = tuple(one for one in COLUMNS if one not in MONTH or one.field in ("descubierto_desde", "plan"))  # of no month


def missing_then() -> str:
    """What a month that ended cannot say any more."""
    return _("De un mes que ya terminó quedan en blanco: %(columns)s. Esos datos no guardan su historia.",
             columns=", ".join(str(one.heading) for one in COLUMNS if one.now_only))
