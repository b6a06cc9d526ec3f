"""The invented people of the demonstration: plants and weather as second surnames, documents that nobody bears."""

from dataclasses import dataclass

PASSWORD = "quinua-y-sol-26"  # printed on purpose: these accounts exist only where nothing is real


@dataclass(frozen=True)
class Invented:
    """One invented person. ``story`` says how far she is: see load.py."""

    document: str
    given_names: str
    surnames: str
    profession: str = ""
    facility: str = ""
    story: str = ""


ADMIN = Invented("99000001", "Nina", "Soto Lucero")
SECOND_ADMIN = Invented("99000005", "Kusi", "Vega Rocío")  # what takes two administrators can be tried
TRAINER = Invented("99000002", "Sami", "Apaza Queñual")
OTHER_TRAINER = Invented("99000003", "Luz", "Tello Garúa")
COLLEAGUE = Invented("99000004", "Rumi", "Poma Neblina")
LEARNERS = (
    Invented("99000101", "Illari", "Quispe Alborada", "Técnica en enfermería", "P. S. Pampa Serena", "underway"),
    Invented("99000102", "Urpi", "Mamani Lucero", "Obstetra", "C. S. Río Manso", "almost"),
    Invented("99000103", "Édgar", "Ñahui Del Monte", "Enfermero", "P. S. Quebrada Honda", "stuck"),
    Invented("99000104", "Killa", "Huamán Rocío", "Enfermera", "C. S. Río Manso", "quiet"),
    Invented("99000105", "Percy", "Ccahuana Ichu", "Técnico en enfermería", "P. S. Tres Vientos", "never"),
    Invented("99000106", "María Auxiliadora", "Ñaupari de la Cruz", "Psicóloga", "Hospital Valle Claro", "underway"),
    Invented("99000107", "Wayra", "Condori Retama", "Médica", "Hospital Valle Claro", "begun"),
    Invented("99000108", "Tomás", "Shupingahua Lluvia", "Trabajador social", "C. S. Puerto Calma", "begun"),
    Invented("99000109", "Nélida", "Ticona Neblina", "Obstetra", "P. S. Pampa Serena", "almost"),
    Invented("99000110", "Jhon", "D’Ávila Muña", "Serumista", "P. S. Cerro Quieto", "never"),
    Invented("99000111", "Rosa Elvira", "Yucra Retamal", "Enfermera", "C. S. Puerto Calma", "underway"),
    Invented("99000112", "Sisa", "Choque Arcoíris", "Técnica en laboratorio", "C. S. Río Manso", "never"),
)
GRADUATES = (
    Invented("99000201", "Yma", "Sullca Amancay", "Enfermera", "C. S. Loma Verde", "complete"),
    Invented("99000202", "Rubén", "Apaza Totora", "Médico", "C. S. Loma Verde", "complete"),
    Invented("99000203", "Flor de María", "Ñahuincopa T’ika", "Obstetra", "P. S. Agua Dulce", "complete"),
    Invented("99000204", "Amaru", "Cárdenas Llovizna", "Psicólogo", "Hospital Valle Claro", "complete"),
    Invented("99000205", "Kusi", "Paucar Kantuta", "Técnica en enfermería", "P. S. Agua Dulce", "begun"),
)
# Who came to the workshop that began yesterday; ``story``: what she did there, see workshop.py.
WORKSHOP = (
    Invented("99000301", "Dina", "Aguilar Retama", "Enfermera", "C. S. Los Molles", "whole"),
    Invented("99000302", "Teófilo", "Alarcón Brisa", "Técnico en enfermería", "P. S. Ichu Alto", "whole"),
    Invented("99000303", "Marleni", "Apaza Junco", "Obstetra", "C. S. Río Manso", "whole"),
    Invented("99000304", "Rosmery", "Ayala Helada", "Enfermera", "P. S. Queñua Baja", "absent"),
    Invented("99000305", "Ketty", "Barrios Laurel", "Psicóloga", "P. S. Tres Molles", "whole"),
    Invented("99000306", "Eusebio", "Cabana Totora", "Técnico en enfermería", "P. S. Pampa Serena", "late"),
    Invented("99000307", "Nélida", "Cáceres Romero", "Obstetra", "C. S. Los Molles", "whole"),
    Invented("99000308", "Maritza", "Ccori Salvia", "Enfermera", "C. S. Río Manso", "whole"),
    Invented("99000309", "Wari", "Chipana Aurora", "Médico", "C. S. Río Manso", "left"),
    Invented("99000310", "Elvira", "Choque Sauce", "Enfermera", "P. S. Laguna Azul", "whole"),
    Invented("99000311", "Anaí", "Flores Molle", "Trabajadora social", "Hospital Valle Claro", "whole"),
    Invented("99000312", "Isidro", "Gamboa Trueno", "Serumista", "P. S. Ichu Alto", "gone"),
    Invented("99000313", "Irma", "Taipe Ruda", "Técnica en enfermería", "P. S. Tres Molles", "unnamed"),
    Invented("99000314", "Zenón", "Ñahui Garúa", "Enfermero", "P. S. Laguna Azul", "whole"),
)
