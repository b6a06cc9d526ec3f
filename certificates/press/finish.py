"""The last hand on a file: what makes it PDF/A-3a and PDF/UA-1 at once, what it carries, and a place to sign.

WeasyPrint writes one standard or the other. Drawn as ``pdf/ua-1`` (tags, embedded fonts) a sheet lacks of the other one the
colour profile and what is said in the metadata. This works on WeasyPrint's own objects before they are written, so that
no file is read back. Nothing here asks the clock or chance: the same sheet gives the same bytes.
"""

import hashlib
import zlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import pydyf

from certificates.press.enclosures import Enclosure, enclosures
from certificates.press.metadata import LANGUAGE, about
from certificates.press.sheet import Sheet
from certificates.press.writing import write

COLOURS = "sRGB2014.icc"                # what red, green and blue of the sheets are; WeasyPrint brings the profile
FIELD = "Firma"                         # the signature field's name
Box = tuple[float, float, float, float]  # points from the lower left corner: left, bottom, right, top
UNSEEN: Box = (0, 0, 0, 0)
PRINTED = 4                             # flag of an annotation
APPEND_ONLY = 3                         # flags of a form: it is to be signed, and whoever saves it only appends


def finisher(sheet: Sheet, box: Box = UNSEEN) -> Callable[[object, pydyf.PDF], None]:
    """``finish`` as WeasyPrint wants it."""
    return lambda _document, pdf: finish(pdf, sheet, box)


def finish(pdf: pydyf.PDF, sheet: Sheet, box: Box = UNSEEN) -> None:
    """Finish a document of one page that WeasyPrint drew as PDF/UA-1, before it is written.

    A sheet that will be signed gets an empty field FIELD, tagged. ``box``: where its signature shows; at first nothing
    is drawn there, and by default it stays unseen.
    """
    _tell(pdf, sheet)
    _explain_colours(pdf)
    for one in (enclosed := enclosures(sheet)):
        _enclose(pdf, one)
    if enclosed:
        _list_enclosed(pdf, len(enclosed), [one.name for one in enclosed])
    if sheet.signature:
        _add_field(pdf, box)
    pdf.write = lambda output, *_wishes: write(pdf, output)


def _tell(pdf: pydyf.PDF, sheet: Sheet) -> None:
    """Metadata, in place of what WeasyPrint took from the page's head. Never compressed, so that any tool reads it."""
    said = about(sheet.snapshot, str(pdf.info["Producer"].string))
    pdf.info.clear()
    pdf.info.update({name: pydyf.String(value) for name, value in said.information.items()})
    packet = _object(pdf, pdf.catalog["Metadata"])
    packet.stream, packet.compress = [said.packet], False
    pdf.catalog["Lang"] = pydyf.String(LANGUAGE)


def _explain_colours(pdf: pydyf.PDF) -> None:
    """An output intent; and links, which a design may have, are to be printed like all else."""
    profile = pydyf.Stream([_profile()], {"N": 3, "Filter": "/FlateDecode"})
    pdf.add_object(profile)
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary({
        "Type": "/OutputIntent", "S": "/GTS_PDFA1", "OutputConditionIdentifier": pydyf.String(COLOURS),
        "Info": pydyf.String(COLOURS), "DestOutputProfile": profile.reference})])
    for one in pdf.objects:
        if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/Annot":
            one["F"] = PRINTED


@cache
def _profile() -> bytes:
    return zlib.compress((files("weasyprint.pdf") / COLOURS).read_bytes(), 9)


def _enclose(pdf: pydyf.PDF, one: Enclosure) -> None:
    """Add the bytes of an attachment and, right after them, what they are."""
    date = pdf.info["CreationDate"]
    checksum = hashlib.md5(one.data, usedforsecurity=False).hexdigest()
    stream = pydyf.Stream([one.data], {
        "Type": "/EmbeddedFile", "Subtype": "/" + one.media_type.replace("/", "#2f"),
        "Params": pydyf.Dictionary({"Size": len(one.data), "CheckSum": f"<{checksum}>", "CreationDate": date,
                                    "ModDate": date})}, compress=True)
    pdf.add_object(stream)
    pdf.add_object(pydyf.Dictionary({
        "Type": "/Filespec", "F": pydyf.String(one.name), "UF": pydyf.String(one.name),
        "Desc": pydyf.String(one.description), "AFRelationship": f"/{one.relation}",
        "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})}))


def _list_enclosed(pdf: pydyf.PDF, count: int, names: list[str]) -> None:
    """Name the attachments, which were added last, in the catalogue; their names come in order."""
    references = [one.reference for one in pdf.objects[-2 * count:][1::2]]
    pairs = [value for name, reference in zip(names, references, strict=True) for value in (pydyf.String(name), reference)]
    files = pydyf.Dictionary({"Names": pydyf.Array(pairs)})
    pdf.add_object(files)
    pdf.catalog["Names"] = pydyf.Dictionary({"EmbeddedFiles": files.reference})
    pdf.catalog["AF"] = pydyf.Array(references)


def _add_field(pdf: pydyf.PDF, box: Box) -> None:
    """An empty signature field on the first page, tagged as PDF/UA wants widgets: a Form with its words for readers."""
    page = pdf.objects[pdf.pages["Kids"][0]]
    appearance = pydyf.Stream([], {"Type": "/XObject", "Subtype": "/Form",
                                   "BBox": pydyf.Array((0, 0, box[2] - box[0], box[3] - box[1]))})
    pdf.add_object(appearance)
    field = pydyf.Dictionary({
        "Type": "/Annot", "Subtype": "/Widget", "FT": "/Sig", "T": pydyf.String(FIELD),
        "TU": pydyf.String("Firma digital de quien emite"), "Contents": pydyf.String("Firma digital de quien emite"),
        "F": PRINTED, "Rect": pydyf.Array(box), "P": page.reference,
        "AP": pydyf.Dictionary({"N": appearance.reference})})
    pdf.add_object(field)
    page["Annots"] = pydyf.Array([field.reference])
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([field.reference]), "SigFlags": APPEND_ONLY})
    _tag(pdf, page, field)


def _tag(pdf: pydyf.PDF, page: pydyf.Dictionary, field: pydyf.Dictionary) -> None:
    """Hang the field into the tree of tags, last in the reading order."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    document = _object(pdf, root["K"][0])
    place = pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": page.reference})
    pdf.add_object(place)
    form = pydyf.Dictionary({"Type": "/StructElem", "S": "/Form", "P": document.reference, "Pg": page.reference,
                             "K": pydyf.Array([place.reference])})
    pdf.add_object(form)
    document["K"].append(form.reference)
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    field["StructParent"] = numbers[-2] + 1
    numbers.extend((field["StructParent"], form.reference))


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]
