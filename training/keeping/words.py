"""What the parts and fields of an export are called, and what an erasure took, in the language of the page."""

from collections.abc import Mapping

from flask_babel import gettext as _


def section_words() -> dict[str, str]:
    """Parts of the export, by the name that the rooms give them."""
    return {
        "account": _("Su cuenta"), "sessions": _("Sus sesiones"), "codes_given": _("Códigos que le dieron"),
        "cohorts": _("Sus cohortes"), "facilitates": _("Cohortes que facilita"), "requests": _("Pedidos para unirse"),
        "modules": _("Sus módulos"), "achievements": _("Lo que logró"), "attendance": _("Su asistencia"),
        "practice": _("Su práctica observada"), "coaching": _("Acompañamientos"),
        "confirmed_names": _("Cómo confirmó su nombre"), "closed_workshops": _("Talleres que cerró"),
        "record": _("Actos del registro"), "attempts": _("Sus pruebas de los módulos"),
        "tests": _("Sus pruebas de entrada y salida"),
        "workplaces": _("Dónde trabaja y trabajó"), "workplaces_waiting": _("Dónde trabajaría, por confirmar"),
        "workplaces_withdrawn": _("Establecimientos anotados por error"),
        "certificates": _("Sus certificados y constancias"),
        "licences": _("Sus licencias de facilitación"), "facilitation": _("Lo que se observó de su facilitación"),
        "lineage": _("De quién aprendió a facilitar"), "cohorts_led": _("Lo que lograron las cohortes que facilitó"),
        "plan_lines": _("Lo que escribió en planes"), "plan_reviews": _("Revisiones de planes que hizo"),
        "facility_visits": _("Visitas que hizo"), "supervisions": _("Supervisiones que hizo"),
        "calls": _("Cuándo se le llamó"), "keys_for_other_systems": _("Llaves que dio a otros sistemas")}


def word(key: str) -> str:
    """A field of the export; one without a word of its own is shown as the rooms call it."""
    known = {
        "document_type": _("Tipo de documento"), "document": _("Documento"), "given_names": _("Nombres"),
        "surnames": _("Apellidos"), "profession": _("Profesión"), "administers": _("Administra Réplica"),
        "facilitates_for": _("Facilita por"), "created_at": _("Creada"), "first_used_at": _("Primer ingreso"),
        "password_changed_at": _("Clave cambiada"), "second_step": _("Segundo paso"),
        "privacy_notice": _("Aviso de datos"), "privacy_notice_accepted_at": _("Aviso aceptado"),
        "closed_at": _("Cerrada"), "began_at": _("Empezó"), "ended_at": _("Terminó"), "browser": _("Navegador"),
        "at": _("Cuándo"), "by": _("Por"), "used_at": _("Usado"), "cohort": _("Cohorte"), "place": _("Lugar"),
        "from": _("Desde"), "to": _("Hasta"), "facility": _("Establecimiento"), "added_at": _("Agregada"),
        "confirmed_at": _("Confirmada"), "left_at": _("Salida"), "asked_at": _("Pedido"), "accepted": _("Aceptado"),
        "module": _("Módulo"), "first_seen_at": _("Abierto por primera vez"), "last_seen_at": _("Abierto por última vez"),
        "read_at": _("Leído"), "tries": _("Intentos"), "best_score": _("Mejor resultado"), "passed_at": _("Aprobado"),
        "what": _("Qué"), "on": _("Fecha"), "state": _("Estado"), "arrived": _("Llegó"), "left": _("Se retiró"),
        "minutes": _("Minutos"), "checklist": _("Lista de cotejo"), "try": _("Intento"), "steps": _("Pasos"),
        "comment": _("Comentario"), "points": _("Puntos"), "out_of": _("De"), "passed": _("Aprobó"),
        "voided_at": _("Anulada"), "after_try": _("Después del intento"), "agreed_for": _("Acordado para"),
        "done_on": _("Hecho el"), "how": _("Cómo"), "act": _("Acto"), "by_herself": _("Hecho por usted"),
        "about_herself": _("Sobre su cuenta"), "number": _("Número"), "answers": _("Respuestas"),
        "handed_in_at": _("Entregada"), "moment": _("Momento"), "form": _("Forma"), "folio": _("Folio"), "kind": _("Clase"),
        "step": _("Peldaño"), "granted_on": _("Desde"), "valid_until": _("Hasta"), "basis": _("Con qué base"),
        "evidence": _("Qué lo respalda"), "withdrawn_on": _("Retirada el"), "withdrawn_reason": _("Motivo del retiro"),
        "seen_on": _("Observada el"), "again": _("Pidieron repetir"),
        "course": _("Curso"), "contract": _("Contrato"), "contract_ends_on": _("Fin del contrato"),
        "said_by": _("Según"), "as_written": _("Nombre con que se anotó"), "reason": _("Motivo"),
        "issued_on": _("Emitido"), "sheet": _("Hoja"), "cells": _("Lo escrito"), "removed": _("Quitada"),
        "generation": _("Generación"), "since": _("Desde"), "trained_by": _("La formó"), "ended_on": _("Terminó"),
        "people": _("Personas"), "certified": _("Certificadas"), "facilities": _("Establecimientos"),
        "exit_mean": _("Promedio de la prueba de salida"), "practice_mean": _("Promedio de la práctica observada"),
        "days": _("Días"), "note": _("Nota"), "thing": _("Qué se vio"), "in_order": _("En orden"), "until": _("Hasta"),
        "figures": _("Cifras"), "outcome": _("Resultado"), "name": _("Nombre"),
        "code": _("Código")}
    return known.get(key, key.replace("_", " "))


def taken_words(gone: Mapping[str, int]) -> list[tuple[str, int]]:
    """What an erasure takes, with how many; what is not there is not said."""
    known = {
        "account": _("Cuenta: nombres, documento, profesión y clave"), "memberships": _("Nombres en listas de cohortes"),
        "sessions": _("Sesiones"), "codes": _("Códigos de acceso y de rescate"),
        "postings": _("Establecimientos donde trabaja y trabajó"),
        "parked forms": _("Formularios a medio enviar"), "join requests": _("Pedidos para unirse"),
        "lists": _("Listas por confirmar en las que figura"), "confirmed names": _("Nombres confirmados"),
        "comments": _("Comentarios de práctica"), "licences": _("Motivos y respaldo de sus licencias"),
        "reports": _("Informes de taller (se pueden dibujar otra vez)"),
        "attempts": _("Pruebas de módulos: sus respuestas"), "test sheets": _("Pruebas de entrada y salida: sus errores"),
        "mentions": _("Notas de otras personas que la nombran"), "papers": _("Certificados y constancias: lo que dicen"),
        "files": _("Archivos de certificados"), "print files": _("Archivos para imprimir que los contienen"),
        "prints": _("Tandas de impresión que los contienen"), "signed files": _("Archivos firmados"),
        "dossiers": _("Expedientes"), "kits": _("Maletines con su nombre")}
    return [(known.get(name, name), count) for name, count in gone.items() if count]


def staying_words() -> list[tuple[str, str]]:
    """What an erasure leaves, and why."""
    return [
        (_("Un número de cuenta y la fecha del borrado"), _("para que lo que otras personas hicieron siga en orden.")),
        (_("Las cifras: asistencia, avances y puntajes sin nombre"),
         _("porque los informes de la cohorte cuentan personas.")),
        (_("El número de registro de cada certificado, que pasa a decir «retirado»"),
         _("porque el registro no se puede reescribir; no contiene nombres ni documentos.")),
        (_("Las fotos de hojas firmadas"),
         _("porque muestran también a las demás personas; se borran al cumplirse el plazo de la asistencia.")),
        (_("Su nombre como firmante, facilitadora u observadora en certificados de otras personas y en su evidencia"),
         _("porque es parte de lo que ellas recibieron.")),
        (_("Lo que esté impreso o ya descargado"), _("porque está en manos de otras personas.")),
        (_("Las copias de respaldo anteriores"),
         _("hasta que venzan (35 días); si se restaura una, los datos se borran otra vez."))]
