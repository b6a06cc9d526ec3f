"""What a room needs before a workshop, in the order in which it is seen to. Figures and clinical matters are not here."""

ROOM = (
    ("Una semana antes", (
        "Hay quien cubra cada servicio: ningún puesto cierra por el taller.",
        "El salón cierra, no se oye desde afuera y tiene espacio para trabajar en tríos.",
        "Hay un cuarto aparte, tranquilo, para quien lo necesite.",
        "Cada teléfono de la zona fue marcado, y tiene su fecha.",
        "Cada invitado del panel sabe cuánto tiempo tiene y que no se cuentan casos.",
        "Si hace falta, hay intérprete y conoce las frases.",
    )),
    ("El día anterior", (
        "Este archivo está impreso y repartido en sobres: uno por jornada.",
        "Las fichas están cortadas y en orden de número; los afiches, en la pared de adentro.",
        "Mesas en grupos de cuatro a seis; sillas que se muevan.",
        "Papelógrafos, plumones, cinta, lapiceros para todos, un reloj que se vea.",
        "Agua y refrigerio para las pausas; almuerzo con hora acordada.",
        "Baño, salida y punto de reunión señalados; entrada sin gradas o con ayuda prevista.",
    )),
    ("Cada mañana", (
        "Quién conduce, quién apoya y quién cuida el ambiente; con qué seña se pide relevo.",
        "La lista de asistencia de la jornada, en la puerta, con lapicero.",
        "Los acuerdos y las líneas de ayuda, a la vista. Sin fotos ni grabaciones en los ejercicios.",
    )),
    ("Al cerrar", (
        "Hojas de asistencia firmadas por quien facilita; pruebas y listas de cotejo contadas y guardadas.",
        "Lista de nombres firmada. Cada establecimiento se lleva una copia de su plan.",
        "Fichas y pruebas que sobran, rotas. La sala, sin nada escrito en la pared ni en la pizarra.",
    )),
)
