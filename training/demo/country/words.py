"""Invented names: plants and weather, as the demonstration has them; whoever bears one of them is not meant. Pure."""

WOMEN = ("Illari", "Urpi", "Killa", "Wayra", "Sisa", "Yma", "Dina", "Marleni", "Rosmery", "Ketty", "Nélida", "Maritza",
         "Elvira", "Anaí", "Irma", "Flor de María", "Rosa Elvira", "Luz Marina", "Ana María", "María Auxiliadora", "Nina",
         "Qori", "Yésica", "Norma", "Juana", "Delia", "Zulema", "Gladys", "Vilma", "Hermelinda", "Roxana", "Mercedes")
MEN = ("Rumi", "Amaru", "Wari", "Édgar", "Percy", "Tomás", "Jhon", "Rubén", "Teófilo", "Eusebio", "Isidro", "Zenón",
       "Wilber", "Fredy", "Hugo", "Américo")
FAMILIES = ("Quispe", "Mamani", "Ñahui", "Huamán", "Ccahuana", "Ñaupari", "Condori", "Shupingahua", "Ticona", "Yucra",
            "Choque", "Sullca", "Apaza", "Cárdenas", "Paucar", "Aguilar", "Alarcón", "Ayala", "Barrios", "Cabana",
            "Cáceres", "Chipana", "Flores", "Gamboa", "Taipe", "Soto", "Vega", "Tello", "Poma", "Rojas", "Inuma",
            "Tuesta", "Pinedo", "Sangama", "Castillo", "Saldívar", "Torres", "Ríos", "Huerta", "Ramos", "Mejía",
            "Palomino", "Arce", "Vilca")
SECOND = ("Alborada", "Lucero", "Del Monte", "Rocío", "Ichu", "de la Cruz", "Retama", "Lluvia", "Neblina", "Muña",
          "Arcoíris", "Amancay", "Totora", "T’ika", "Llovizna", "Kantuta", "Brisa", "Junco", "Helada", "Laurel", "Romero",
          "Salvia", "Aurora", "Sauce", "Molle", "Trueno", "Ruda", "Garúa", "Queñual", "Ortiga", "Toronjil", "Granizo",
          "Celaje", "Tola")
WORK = ("Enfermera", "Obstetra", "Técnica en enfermería", "Médica cirujana", "Psicóloga", "Técnico en enfermería",
        "Enfermero", "Trabajadora social", "Médico cirujano", "Técnica en laboratorio", "Odontóloga",
        "Químico farmacéutico")
LAND = ("Pampa", "Quebrada", "Loma", "Cerro", "Puquio", "Laguna", "Río", "Nevado", "Valle", "Santa", "Alto", "Puerto",
        "Isla", "Huerta", "Cuesta", "Piedra", "Campo", "Nueva", "Bajo", "Villa")
LOOK = ("Serena", "Honda", "Verde", "Quieto", "Claro", "Azul", "Manso", "Dorado", "Retama", "Molle", "Totora", "Ichu",
        "Kantuta", "Alborada", "Lucero", "Garúa", "Sauce", "Junco", "Rocío", "Neblina", "Queñual", "Amancay", "Laurel",
        "Salvia", "Tola", "Brisa", "Celaje", "Arena", "Blanca", "Florida", "Hermosa", "Larga", "Madre Selva", "Arrayán",
        "Capulí", "Huarango")


def person(chance: int) -> tuple[str, str, str]:
    """Given names, surnames and profession from a large number."""
    chance, woman = divmod(chance, 4)
    names = WOMEN if woman else MEN
    chance, given = divmod(chance, len(names))
    chance, first = divmod(chance, len(FAMILIES))
    chance, second = divmod(chance, len(SECOND))
    chance, work = divmod(chance, 17)
    return names[given], f"{FAMILIES[first]} {SECOND[second]}", WORK[min(work, work * 12 // 17)]


def place(number: int) -> str:
    """«Quebrada Honda»; after some hundreds they come again, as in any country."""
    turn, look = divmod(number, len(LOOK))
    return f"{LAND[(turn + look) % len(LAND)]} {LOOK[look]}"
