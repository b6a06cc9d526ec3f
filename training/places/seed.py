"""What a fresh database holds of Peru (INEI codes and ISO 3166-2; health authorities of the regions and Lima)."""

DEPARTMENTS = [  # code, name, ISO
    ("01", "Amazonas", "PE-AMA"), ("02", "Áncash", "PE-ANC"), ("03", "Apurímac", "PE-APU"),
    ("04", "Arequipa", "PE-ARE"), ("05", "Ayacucho", "PE-AYA"), ("06", "Cajamarca", "PE-CAJ"),
    ("07", "Callao", "PE-CAL"), ("08", "Cusco", "PE-CUS"), ("09", "Huancavelica", "PE-HUV"),
    ("10", "Huánuco", "PE-HUC"), ("11", "Ica", "PE-ICA"), ("12", "Junín", "PE-JUN"),
    ("13", "La Libertad", "PE-LAL"), ("14", "Lambayeque", "PE-LAM"), ("15", "Lima", "PE-LIM"),
    ("16", "Loreto", "PE-LOR"), ("17", "Madre de Dios", "PE-MDD"), ("18", "Moquegua", "PE-MOQ"),
    ("19", "Pasco", "PE-PAS"), ("20", "Piura", "PE-PIU"), ("21", "Puno", "PE-PUN"),
    ("22", "San Martín", "PE-SAM"), ("23", "Tacna", "PE-TAC"), ("24", "Tumbes", "PE-TUM"),
    ("25", "Ucayali", "PE-UCA"),
]



def health_authorities() -> list[tuple[str, str, str]]:
    """(code, name, department) of each authority; Lima has one for its provinces and four DIRIS for the capital.

    Which region calls its office DIRESA and which GERESA changes; the name is data that an administrator edits.
    """
    rows = []
    for code, name, iso in DEPARTMENTS:
        rows.append((iso.removeprefix("PE-").lower(), f"DIRESA/GERESA {name}", code))
    rows += [(f"diris-{part.lower()}", f"DIRIS Lima {part}", "15") for part in ("Norte", "Sur", "Este", "Centro")]
    return rows
