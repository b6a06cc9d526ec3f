"""pyHanko's comparison of revisions, for files that had no form at all before they were signed. Imported late.

pyHanko's own rule expects the form that a signed revision has; ours compares with the issued one, which may have none.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import ModificationLevel, StandardDiffPolicy, SuspiciousModification
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FormUpdate,
    FormUpdatingRule,
    _list_fields,
)
from pyhanko.sign.diff_analysis.policies import DEFAULT_DIFF_POLICY

FORM = {"/DA", "/DR", "/Fields", "/Q", "/SigFlags", "/Type"}
Found = tuple[ModificationLevel, FormUpdate]


class FirstForm(FormUpdatingRule):
    """A form may appear; it has signature fields and no others."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Found]:
        """What of the changes is accounted for."""
        if "/AcroForm" in old.root:
            yield from super().apply(old, new)
            return
        if "/AcroForm" not in new.root:
            return
        form = new.root["/AcroForm"]
        if not isinstance(form, generic.DictionaryObject) or not set(form) <= FORM:
            raise SuspiciousModification("A form with more than signature fields appeared.")
        yield from _own(new.root, "/AcroForm")
        yield from _own(form, "/Fields")
        if "/DR" in form:
            for ref in new.collect_dependencies(form.raw_get("/DR"), since_revision=old.revision + 1):
                yield ModificationLevel.FORM_FILLING, FormUpdate(updated_ref=ref, field_name=None)
        fields = dict(_list_fields(generic.ArrayObject(), form.get("/Fields", generic.ArrayObject()), old_path=None))
        for rule in self.field_rules:
            yield from rule.apply(FieldComparisonContext(field_specs=fields, old=old, new=new))


def _own(holder: Any, name: str) -> Iterator[Found]:
    value = holder.raw_get(name)
    if isinstance(value, generic.IndirectObject):
        yield ModificationLevel.LTA_UPDATES, FormUpdate(updated_ref=value.reference, field_name=None)


assert DEFAULT_DIFF_POLICY.form_rule
POLICY = StandardDiffPolicy(global_rules=DEFAULT_DIFF_POLICY.global_rules,
                            form_rule=FirstForm(field_rules=DEFAULT_DIFF_POLICY.form_rule.field_rules))
