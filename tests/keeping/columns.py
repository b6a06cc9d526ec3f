"""Every column that can hold a text, and what an erasure does to it. A new one fails the test until somebody decides.

``KEPT``: why what stands there says nothing of a person. Everything else is planted with a canary (story.py) and must be
gone. Whoever adds a column: if a person, or somebody who writes about her, can put words in it, plant it; else add it here.
"""

RANDOM = "a random key or token; it says nothing"
KIND = "one of a few words of ours"
CONTENT = "of the manual, not of a person"
HASH = "a hash of content that is erased where it matters"
PLACE = "the name of a place or of a course"
DESIGN = "the design of a paper, with its signers: part of what everybody received"
REGISTER = "the register names nobody, and nothing of it can change"

KEPT = {
    "audit_entry.act": KIND, "audit_entry.subject": "a kind and a number", "daily_work.name": KIND,
    "department.code": PLACE, "department.name": PLACE, "department.iso": PLACE,
    "file_to_remove.sha256": HASH, "file_to_remove.ending": KIND, "folio_counter.kind": KIND,
    "quiz_paper.digest": HASH, "quiz_paper.questions": CONTENT,
    "register_checkpoint.note": REGISTER, "register_head.last": REGISTER, "register_head.frontier": REGISTER,
    "register_entry.kind": REGISTER, "register_entry.body": REGISTER, "register_restore.checkpoint": REGISTER,
    "retention_limit.name": KIND, "stored_file.sha256": HASH, "stored_file.ending": KIND,
    "withdrawn_file.sha256": HASH, "workshop_report.sha256": HASH, "certificate_file.sha256": HASH,
    "print_file.sha256": HASH, "print_file.key": RANDOM, "print_file.kind": KIND, "sheet_photo.sha256": HASH,
    "sheet_photo.key": RANDOM,
    "health_authority.code": PLACE, "health_authority.name": PLACE, "health_authority.department_code": PLACE,
    "facility.code": PLACE, "facility.name": PLACE, "facility.category": PLACE, "facility.district": PLACE,
    "facility.ubigeo": PLACE, "facility.network": PLACE, "facility.micro_network": PLACE, "facility.folded": PLACE,
    "user_account.document_type": KIND, "user_account.consent_version": KIND,
    "job.key": RANDOM, "job.kind": KIND, "job.subject": "a kind and numbers", "job.state": KIND,
    "job_item.subject": "a kind and numbers", "job_item.state": KIND,
    "manual_version.digest": HASH, "manual_version.label": CONTENT, "manual_version.source": CONTENT,
    "manual_version.compiled": CONTENT, "stay_decision.digest": HASH,
    "cohort.key": RANDOM, "cohort.course": KIND, "cohort.name": PLACE, "cohort.place": PLACE, "cohort.join_code": RANDOM,
    "cohort.manual_digest": HASH, "closing_act.key": RANDOM, "closing_act.facts": "counts",
    "follow_up.key": RANDOM, "half_day.key": RANDOM, "half_day.kind": KIND, "join_request.key": RANDOM,
    "join_request.document_type": KIND, "membership.key": RANDOM, "question_tally.module": KIND,
    "question_tally.quiz_digest": HASH, "question_tally.question": CONTENT, "roster_draft.key": RANDOM,
    "voided_question.question": CONTENT, "achievement.module": KIND, "achievement.kind": KIND,
    "attempt.key": RANDOM, "attempt.module": KIND, "attempt.quiz_digest": HASH,
    "attempt.seed": RANDOM, "attendance_change.sent_key": "a random key of the browser",
    "attendance_change.body_hash": "of a state and two hours", "attendance_change.state": KIND,
    "attendance_mark.state": KIND, "block.key": RANDOM, "block.kind": KIND, "block.module": KIND,
    "block.title": "of a part of the programme", "block.title_en": "of a part of the programme",
    "certificate.key": RANDOM, "certificate.folio": REGISTER, "certificate.kind": KIND, "certificate.token": RANDOM,
    "certificate.code": RANDOM, "certificate.commitment": REGISTER, "coaching.checklist": KIND,
    "name_confirmation.how": KIND, "observation.key": RANDOM, "observation.checklist": KIND,
    "observation.manual_digest": HASH, "observation.scores": "marks of steps", "observation.missed": "ids of steps",
    "observation.void_reason": KIND, "standing.module": KIND, "test_sheet.key": RANDOM, "test_sheet.moment": KIND,
    "test_sheet.form": KIND, "test_sheet.source": KIND, "test_sheet.quiz_digest": HASH,
    "agenda_step.kind": KIND, "agenda_step.sent_key": "a random key of the browser", "test_sheet_change.kind": KIND,
    "revocation_request.key": RANDOM, "revocation_request.reason": KIND, "paper_words.act": KIND,
    "shop_act.key": RANDOM, "shop_act.token": RANDOM, "shop_act.kind": KIND, "shop_act.flip": KIND,
    "shop_act.filter": "choices of a filter, without searched words",
    "shop_file.kind": KIND, "shop_file.sha256": HASH, "shop_file.missing": "numbers",
    "shop_step.before": KIND, "shop_step.after": KIND, "shop_paper.course": KIND, "shop_paper.kind": KIND,
    "design.digest": HASH, "design.name": DESIGN, "design.title": DESIGN, "design.version": DESIGN,
    "design.packed": DESIGN, "design_choice.digest": HASH, "dossier_file.sha256": HASH, "dossier_file.source": HASH, "signed_file.sha256": HASH,
    "signed_file.names": "who signed, which is part of what others received",
    "signed_file.subjects": "who signed, which is part of what others received",
    "signed_lot.key": RANDOM, "signed_lot_file.state": KIND, "signed_lot_file.why": KIND,
    "certificate_particulars.salt": "random, and goes with its row", "shop_paper.state": KIND, "shop_paper.network": PLACE,
}
