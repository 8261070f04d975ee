"""Building steps one by one on a page that keeps nothing: each button sends the whole list and gets the next one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django import forms
from django.utils.translation import gettext_lazy

from hiring.core.errors import DomainError, Invalid
from hiring.roles.forms import LONGEST_REASON
from hiring.roles.pages import VersionedForm
from hiring.roles.steps import Step, find_step_faults
from rubrics.library.models import Rubric, Subject

MOST_STEPS = 20


class Answers(Protocol):
    """What a submitted form offers (``QueryDict``)."""

    def getlist(self, key: str) -> list[str]: ...
    def get(self, key: str, default: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One step while it is built: ``weight`` as it was typed."""

    rubric: Rubric
    weight: str

    @property
    def is_gate(self) -> bool:
        return self.rubric.subject == Subject.JOB

    @property
    def number(self) -> int:
        return int(self.weight) if self.weight.isascii() and self.weight.isdecimal() and len(self.weight) < 5 else 0


class Builder:
    """The steps so far, and the rubrics that may be added."""

    def __init__(self, rubrics: Iterable[Rubric], rows: Sequence[Row]) -> None:
        self.rubrics = {rubric.public_id: rubric for rubric in rubrics}
        self.rows = list(rows)[:MOST_STEPS]

    @classmethod
    def read(cls, rubrics: Iterable[Rubric], answers: Answers) -> "Builder":
        """Return the list that the page sent, after the button that was pressed has done its part."""
        builder = cls(rubrics, [])
        sent = zip(answers.getlist("step"), answers.getlist("weight"), strict=False)
        known = [(builder.rubrics[key], weight) for key, weight in sent if key in builder.rubrics]
        builder.rows = [Row(rubric, weight) for rubric, weight in known[:MOST_STEPS]]
        deed, _colon, place = answers.get("do", "").partition(":")
        builder._act(deed, int(place) if place.isascii() and place.isdecimal() and len(place) < 4 else -1)
        if deed == "add":
            builder._add(answers.get("rubric", ""))
        return builder

    @classmethod
    def start(cls, rubrics: Iterable[Rubric], steps: Iterable[Step]) -> "Builder":
        return cls(rubrics, [Row(step.rubric, str(step.weight)) for step in steps])

    def _act(self, deed: str, place: int) -> None:
        if not 0 <= place < len(self.rows):
            return
        if deed == "remove":
            del self.rows[place]
        other = place + {"up": -1, "down": 1}.get(deed, 0)
        if 0 <= other < len(self.rows):
            self.rows[place], self.rows[other] = self.rows[other], self.rows[place]

    def _add(self, key: str) -> None:
        rubric = self.rubrics.get(key)
        if rubric is None or rubric in [row.rubric for row in self.rows] or len(self.rows) == MOST_STEPS:
            return
        if rubric.subject == Subject.JOB:
            self.rows.insert(0, Row(rubric, "0"))
        else:
            self.rows.append(Row(rubric, str(max(100 - self.total, 0))))

    @property
    def total(self) -> int:
        return sum(row.number for row in self.rows)

    @property
    def steps(self) -> list[Step]:
        return [Step(row.rubric, row.number) for row in self.rows]

    @property
    def faults(self) -> list[str]:
        return find_step_faults(self.steps)

    @property
    def first_movable(self) -> int:
        """Where the steps begin that can change places: after the gate."""
        return sum(row.is_gate for row in self.rows[:1])

    @property
    def left(self) -> list[Rubric]:
        """The rubrics that are no step yet."""
        used = {row.rubric.pk for row in self.rows}
        return [rubric for rubric in self.rubrics.values() if rubric.pk not in used]


class ProcessForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"), help_text=gettext_lazy("As it is offered for new roles."), max_length=120
    )

    def take_refusal(self, refusal: DomainError) -> None:
        """Show what is wrong with the title at its field, and with the steps above the form."""
        errors = refusal.errors if isinstance(refusal, Invalid) else {"": [refusal.text]}
        for name, texts in errors.items():
            self.add_error(name if name in self.fields else None, list(texts))


class StepsForm(VersionedForm):
    """Why a role has its own steps."""

    reason = forms.CharField(
        label=gettext_lazy("Why this role differs from its process"),
        help_text=gettext_lazy("Kept with your name and the date."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
    )


def offered_rubrics() -> list[Rubric]:
    """Every rubric that a step may judge by."""
    rubrics = Rubric.objects.filter(retired_at=None, versions__published_at__isnull=False)
    return list(rubrics.distinct().order_by("subject", "title", "id"))
