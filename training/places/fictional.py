"""The facilities of the demonstration: nobody works there. Their codes lie beyond those of the register."""

from sqlalchemy import select

from training.db import db
from training.places.folding import fold
from training.places.models import Facility, HealthAuthority

INSTITUTION = "GOBIERNO REGIONAL"
FICTIONAL = (  # region, code, name, category, district, network, micro-network
    ("aya", "00099001", "P. S. Pampa Serena", "I-1", "Pampa Serena", "Red Valle Claro", "Pampa Serena"),
    ("aya", "00099002", "P. S. Quebrada Honda", "I-2", "Pampa Serena", "Red Valle Claro", "Pampa Serena"),
    ("aya", "00099003", "P. S. Tres Vientos", "I-1", "Tres Vientos", "Red Valle Claro", "Pampa Serena"),
    ("aya", "00099004", "P. S. Loma Verde", "I-2", "Río Manso", "Red Río Manso", "Río Manso"),
    ("aya", "00099005", "P. S. Puquio Claro", "I-1", "Río Manso", "Red Río Manso", "Río Manso"),
    ("aya", "00099006", "P. S. Cerro Quieto", "I-1", "Tres Vientos", "Red Valle Claro", "Pampa Serena"),
    ("aya", "00099007", "P. S. Agua Dulce", "I-2", "Río Manso", "Red Río Manso", "Río Manso"),
    ("aya", "00099008", "P. S. Ichu Alto", "I-1", "Los Molles", "Red Los Molles", "Los Molles"),
    ("aya", "00099009", "P. S. Queñua Baja", "I-1", "Los Molles", "Red Los Molles", "Los Molles"),
    ("aya", "00099010", "P. S. Tres Molles", "I-2", "Los Molles", "Red Los Molles", "Los Molles"),
    ("aya", "00099011", "P. S. Laguna Azul", "I-1", "Laguna Azul", "Red Los Molles", "Laguna Azul"),
    ("aya", "00099012", "P. S. Totora Larga", "I-1", "Laguna Azul", "Red Los Molles", "Laguna Azul"),
    ("aya", "00099013", "P. S. Viento Amable", "I-1", "Laguna Azul", "Red Los Molles", "Laguna Azul"),
    ("aya", "00099014", "P. S. Piedra Pintada", "I-2", "Puerto Calma", "Red Río Manso", "Puerto Calma"),
    ("aya", "00099015", "P. S. Retama Chica", "I-1", "Puerto Calma", "Red Río Manso", "Puerto Calma"),
    ("aya", "00099016", "P. S. Nube Blanca", "I-1", "Puerto Calma", "Red Río Manso", "Puerto Calma"),
    ("aya", "00099021", "C. S. Río Manso", "I-3", "Río Manso", "Red Río Manso", "Río Manso"),
    ("aya", "00099022", "C. S. Santa Retama", "I-4", "Valle Claro", "Red Valle Claro", "Valle Claro"),
    ("aya", "00099023", "C. S. Los Molles", "I-3", "Los Molles", "Red Los Molles", "Los Molles"),
    ("aya", "00099024", "C. S. Puerto Calma", "I-3", "Puerto Calma", "Red Río Manso", "Puerto Calma"),
    ("aya", "00099025", "C. S. Alborada", "I-4", "Laguna Azul", "Red Los Molles", "Laguna Azul"),
    ("aya", "00099041", "Hospital Valle Claro", "II-1", "Valle Claro", "Red Valle Claro", ""),
    ("aya", "00099042", "Hospital Tierra Alta", "II-E", "Los Molles", "Red Los Molles", ""),
    ("cus", "00099051", "C. S. Nevado Azul", "I-3", "Nevado Azul", "Red Nevado", "Nevado Azul"),
    ("cus", "00099052", "P. S. Ichu Dorado", "I-1", "Nevado Azul", "Red Nevado", "Nevado Azul"),
    ("cus", "00099053", "P. S. Garúa Fina", "I-1", "Nevado Azul", "Red Nevado", "Nevado Azul"),
    ("cus", "00099054", "P. S. Puente Trenzado", "I-2", "Cañada Honda", "Red Nevado", "Cañada Honda"),
    ("cus", "00099055", "P. S. Maíz Morado", "I-1", "Cañada Honda", "Red Nevado", "Cañada Honda"),
    ("cus", "00099056", "P. S. Kantuta Roja", "I-1", "Cañada Honda", "Red Nevado", "Cañada Honda"),
    ("cus", "00099057", "C. S. Cañada Honda", "I-4", "Cañada Honda", "Red Nevado", "Cañada Honda"),
    ("cus", "00099058", "P. S. Orilla Mansa", "I-2", "Selva Clara", "Red Selva Clara", "Selva Clara"),
    ("cus", "00099059", "P. S. Cacao Viejo", "I-1", "Selva Clara", "Red Selva Clara", "Selva Clara"),
    ("cus", "00099060", "P. S. Río Bonito", "I-1", "Selva Clara", "Red Selva Clara", "Selva Clara"),
    ("cus", "00099061", "P. S. Platanal", "I-2", "Dos Ríos", "Red Selva Clara", "Dos Ríos"),
    ("cus", "00099062", "P. S. Cedro Grande", "I-1", "Dos Ríos", "Red Selva Clara", "Dos Ríos"),
    ("cus", "00099063", "P. S. Remanso", "I-1", "Dos Ríos", "Red Selva Clara", "Dos Ríos"),
    ("cus", "00099064", "C. S. Selva Clara", "I-3", "Selva Clara", "Red Selva Clara", "Selva Clara"),
    ("cus", "00099065", "C. S. Dos Ríos", "I-3", "Dos Ríos", "Red Selva Clara", "Dos Ríos"),
    ("cus", "00099071", "Hospital Nevado Azul", "II-1", "Nevado Azul", "Red Nevado", ""),
    ("cus", "00099072", "Hospital Cielo Abierto", "II-2", "Nevado Azul", "Red Nevado", ""),
)


def add_fictional() -> list[Facility]:
    """The invented facilities, once; those of an earlier demonstration learn their networks. Nothing here commits."""
    there = {one.code: one for one in db.session.scalars(select(Facility).where(Facility.is_demo))}
    region = {code: found for code, found in db.session.execute(select(HealthAuthority.code, HealthAuthority.id))}
    for where, code, name, category, district, network, micro_network in FICTIONAL:
        if code not in there:
            there[code] = Facility(code=code, name=name, category=category, authority_id=region[where], district=district,
                                   folded=fold(name), is_demo=True)
            db.session.add(there[code])
        if not there[code].network:
            there[code].network, there[code].micro_network = network, micro_network
            there[code].institution = INSTITUTION
    db.session.flush()
    return [there[code] for _, code, *_ in FICTIONAL]
