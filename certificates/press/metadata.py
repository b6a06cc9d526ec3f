"""What a file says of itself: title, issuer, subject, language, dates, and by which standards it was made. Pure.

One set of facts is written twice, as XMP and as the old document information, since PDF/A asks that both agree. The
packet also explains the property pdfuaid:part, which PDF/A does not know by itself.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE, CONSTANCIA, Snapshot

LANGUAGE = "es-PE"
TOOL = "Réplica"
ZONE = "-05:00"     # Lima; a paper is issued on a day, so its moment is when that day begins
TITLES = {CERTIFICATE: "Certificado", CONSTANCIA: "Constancia", ACCREDITATION: "Acreditación"}


@dataclass(frozen=True)
class About:
    """The facts. ``moment``: W3C date with its zone. Title and subject name neither the person nor her document."""

    title: str
    author: str
    subject: str
    producer: str
    moment: str

    @property
    def information(self) -> dict[str, str]:
        """The document information dictionary."""
        date = "D:" + self.moment[:19].translate(str.maketrans("", "", "-:T")) + ZONE.replace(":", "'") + "'"
        return {"Title": self.title, "Author": self.author, "Subject": self.subject, "Creator": TOOL,
                "Producer": self.producer, "CreationDate": date, "ModDate": date}

    @property
    def packet(self) -> bytes:
        """The XMP packet, UTF-8; always the same for the same facts."""
        said = {name: escape(value, {'"': "&quot;"}) for name, value in vars(self).items()}
        return _PACKET.format(**said, language=LANGUAGE, tool=TOOL).encode()


def about(snapshot: Snapshot, producer: str) -> About:
    """The facts of a paper. ``producer``: the name and version of what drew it."""
    notices = "".join(f" {notice}." for notice in snapshot.notices)
    return About(
        title=f"{TITLES[snapshot.paper]} {snapshot.folio}", author=snapshot.issuer,
        subject=f"{snapshot.course_title}.{notices}", producer=producer,
        moment=f"{snapshot.issued_on.isoformat()}T00:00:00{ZONE}")


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{tool}</xmp:CreatorTool><xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate><xmp:MetadataDate>{moment}</xmp:MetadataDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 with which the file complies</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
