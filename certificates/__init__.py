"""The room of certificates: what was learnt becomes a sheet of paper that anyone can check, for as long as there is paper.

Three papers, one rule each: the constancia says that she was there, the certificate that she passed, the accreditation that
she may teach. Sub-rooms stand in a line, each knows those before it: paper, register, designs, press, signing, issuing,
lots, corrections, accrediting, verifying, shop, dossier, previews.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Announce every sub-room: pages, commands, long work, its part of other rooms' pages."""
    # Here and not above: importing a pure file runs this one too, and must not bring the tables and pages along.
    from certificates.accrediting import announcing as accrediting  # noqa: PLC0415  # the reason stands above
    from certificates.blueprint import blueprint  # noqa: PLC0415  # the same
    from certificates.corrections import announcing as corrections  # noqa: PLC0415  # the same
    from certificates.dossier import announcing as dossier  # noqa: PLC0415  # the same
    from certificates.issuing import announcing as issuing  # noqa: PLC0415  # the same
    from certificates.lots import announcing as lots  # noqa: PLC0415  # the same
    from certificates.previews import announcing as previews  # noqa: PLC0415  # the same
    from certificates.register import announcing as register  # noqa: PLC0415  # the same
    from certificates.shop import announcing as shop  # noqa: PLC0415  # the same
    from certificates.signing import announcing as signing  # noqa: PLC0415  # the same
    from certificates.verifying import announcing as verifying  # noqa: PLC0415  # the same

    app.register_blueprint(blueprint)  # every page came onto it when its sub-room was imported
    for room in (register, signing, issuing, lots, corrections, accrediting, verifying, shop, dossier, previews):
        room.announce(app)
