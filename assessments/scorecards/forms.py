"""Reading what the pages of cards and panels send."""

from typing import Any

from django.http import QueryDict

from assessments.scorecards.checklists import POINTS
from rubrics.sheets.forms import clean_text

CHECK = "check-"


def read_closing_form(data: QueryDict) -> dict[str, Any]:
    """Return the closing fields that a card's page sent; what it did not show is left out."""
    closing: dict[str, Any] = {name: clean_text(data[name]) for name in ("recommendation", "summary") if name in data}
    if "has-checklist" in data:
        sent = {name.removeprefix(CHECK): data[name] for name in data if name.startswith(CHECK)}
        closing["checklist"] = {test: POINTS[value] for test, value in sent.items() if value in POINTS}
    return closing
