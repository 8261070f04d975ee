"""The form of each question, and of overriding."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.core.accounts.models import User
from hiring.core.text import clean_line
from hiring.readiness.answering import LONGEST_NOTE, Given
from hiring.readiness.models import AnswerValue
from hiring.readiness.overriding import LONGEST_REASON, SHORTEST_REASON
from hiring.readiness.standing import Line


class People:
    """Accounts by what a person types for them: the name, or the e-mail address where two have the same name."""

    def __init__(self, active: Iterable[User], standing: Iterable[User]) -> None:
        everybody = {person.pk: person for person in (*standing, *active)}
        names = Counter(str(person).casefold() for person in everybody.values())
        self._labels = {
            pk: str(person) if names[str(person).casefold()] == 1 else person.email for pk, person in everybody.items()
        }
        self._found = {person.email.casefold(): person for person in everybody.values()}
        self._found |= {self._labels[pk].casefold(): person for pk, person in everybody.items()}
        self.offered = [(self._labels[person.pk], person.email) for person in active]

    def label(self, person: User | None) -> str:
        return self._labels[person.pk] if person is not None else ""

    def find(self, typed: str) -> User | None:
        return self._found.get(clean_line(typed).casefold())


class AnswerForm(forms.Form):
    """One question. ``base`` says which version the page showed and what stood in it, so that what somebody left as
    it was is no change of theirs, whoever else changed it meanwhile.
    """

    value = forms.ChoiceField(
        label=gettext_lazy("Answer"), choices=AnswerValue.choices, widget=forms.RadioSelect, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_NOTE,
        required=False,
    )
    owner = forms.CharField(
        label=gettext_lazy("Owner"),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        max_length=254,
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, line: Line, people: People, names: bool) -> None:
        self.line, self.people, self.names = line, people, names
        answer = line.answer
        self.shown = {
            "value": line.value,
            "note": answer.note if answer else "",
            "owner": people.label(answer.owner) if answer else "",
        }
        self.theirs: Sequence[tuple[str, str]] = ()
        self.base = f"{line.version}.{_digest(self.shown)}"
        super().__init__(data, prefix=line.question.id, initial=self.shown, auto_id="%s")
        if data is not None:
            self.base = data.get(self.base_name, "")[:40]

    @property
    def base_name(self) -> str:
        return self.add_prefix("base")

    @property
    def is_touched(self) -> bool:
        """Whether its sender changed anything of what the page showed them."""
        typed = {name: self.data.get(self.add_prefix(name), "") for name in self.shown}
        return self.base_name in self.data and self.base.partition(".")[2] != _digest(typed)

    @property
    def opens(self) -> bool:
        """Whether note and owner stand open: a name is wanted, or something in them is not saved."""
        has_words = self["note"].value() or self["owner"].value()
        return bool(self.errors or self.theirs or (self.names and not has_words))

    def clean_owner(self) -> User | None:
        typed = self.cleaned_data["owner"]
        person = self.people.find(typed) if typed else None
        if typed and person is None:
            raise forms.ValidationError(_("Nobody here has this name. Take one of the list, or an e-mail address."))
        return person

    @property
    def given(self) -> Given:
        number = self.base.partition(".")[0]
        version = int(number) if number.isascii() and number.isdecimal() else -1  # not what a page wrote
        return Given(self.cleaned_data["value"], self.cleaned_data["note"], self.cleaned_data["owner"], version)

    def take_theirs(self, now: Mapping[str, object]) -> None:
        """Show what somebody else answered meanwhile; sending this one again is a decision."""
        value = str(now["value"])
        self.theirs = [
            (_("Answer"), str(AnswerValue(value).label) if value else _("none")),
            *((label, str(now[name])) for label, name in ((_("Note"), "note"), (_("Owner"), "owner")) if now[name]),
        ]
        self.base = f"{now['version']}.replaced"


def _digest(values: Mapping[str, str]) -> str:
    """Recognise what stood in the fields of a question, however a browser ends its lines."""
    text = "\0".join(values[name].replace("\r\n", "\n").strip() for name in ("value", "note", "owner"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the role opens all the same"),
        help_text=gettext_lazy("It stays on the role with your name. Say who prepares what meanwhile."),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
    )
