"""The file that ``image-version prune --plan`` writes, read back."""

import json

from sig.domain.errors import InvalidParameter
from sig.domain.pruning import Plan, check_seal, refuse_plan
from sig.wire import documents


def read(text: str) -> Plan:
    """The plan in the JSON ``text``. Raises InvalidParameter for what is none, or was changed since it was made."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as failure:
        raise refuse_plan(f"It is not JSON: {failure}.") from None
    if not isinstance(content, dict):
        raise refuse_plan("It is not one JSON object.")
    try:
        plan = documents.read(Plan, content, root="plan")
    except InvalidParameter as misfit:
        raise refuse_plan(misfit.message) from None
    check_seal(plan)
    return plan
