"""Forms that bring in people and files. A file that was good is kept while the rest is put right."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates.documents.inspection import ACCEPT
from candidates.documents.refusals import FileRefused
from candidates.documents.uploads import Upload, check_upload, keep_upload, take_kept
from candidates.people.forms import PersonForm
from candidates.people.models import Candidate
from hiring.core.accounts.models import User
from hiring.roles.models import Role

SOMEBODY_ELSE = "new"


class UploadForm(forms.Form):
    """A file, or the note of one that an earlier answer to this form kept."""

    resume = forms.FileField(
        label=gettext_lazy("Resume"),
        help_text=gettext_lazy("PDF, Word (.docx) or JSON Resume (.json), up to 5 MB and 50 pages."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        required=False,
        allow_empty_file=True,  # our own words for it
        max_length=None,
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.upload: Upload | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        file = self.files.get(self.add_prefix("resume"))
        try:
            if file is not None:
                self.upload = check_upload(file)
            elif data.get("kept"):
                self.upload = take_kept(data["kept"], user=self.user)
        except FileRefused as refused:
            self.add_error("resume", refused.text)
        return data

    def keep(self) -> None:
        """Keep a good file for the next time this form is sent."""
        note = ""
        if self.upload is not None:
            self.upload, note = keep_upload(self.upload, user=self.user)
        self.data = self.data.copy()
        self.data[self.add_prefix("kept")] = note


class DocumentForm(UploadForm):
    """A further document of an application."""

    title = forms.CharField(
        label=gettext_lazy("What is it?"), max_length=120, initial=gettext_lazy("Resume"), required=False
    )
    field_order = ("title", "resume", "kept")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.upload is None and not self.errors:
            self.add_error("resume", _("Choose a file."))
        return data


class ApplicationForm(PersonForm, UploadForm):
    """A person, the role, and the resume, in one go."""

    role = forms.ModelChoiceField(
        Role.objects.none(),
        label=gettext_lazy("Role"),
        to_field_name="public_id",
        empty_label=gettext_lazy("Choose a role"),
    )
    source = forms.CharField(
        label=gettext_lazy("How they came"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("A job board, a referral, a conference."),
    )
    who = forms.ChoiceField(label=gettext_lazy("Who it is"), required=False, widget=forms.RadioSelect)
    field_order = ("who", "role", "resume", "kept", "name", "email", "headline", "location", "phone", "links", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.led_by(self.user).filter(state="open").order_by("title", "id")
        self.namesakes: list[Candidate] = []
        if self.data.get(self.add_prefix("who")):
            self.ask_who_it_is()

    def ask_who_it_is(self) -> None:
        """Offer the people on record with this address or name, for the sender to say whether it is one of them."""
        email, name = (str(self.data.get(self.add_prefix(field), "")) for field in ("email", "name"))
        self.namesakes = Candidate.objects.visible_to(self.user).like(email=email, name=name)
        self.fields["who"].required = True
        same = [(candidate.public_id, _describe(candidate)) for candidate in self.namesakes]
        self.fields["who"].choices = [*same, (SOMEBODY_ELSE, _("Somebody else with the same name or address"))]

    def must_ask(self) -> bool:
        """Say whether the question has to be asked first: there is somebody like this, and no answer yet."""
        if self.cleaned_data["who"]:
            return False
        self.ask_who_it_is()
        if self.namesakes:
            self.add_error("who", _("Choose one, so that nobody is here twice."))
        return bool(self.namesakes)

    def chosen_person(self) -> Candidate | dict[str, Any]:
        """Return the person on record that was chosen, else the fields of a new one."""
        for candidate in self.namesakes:
            if candidate.public_id == self.cleaned_data["who"]:
                return candidate
        return self.person()


def _describe(candidate: Candidate) -> str:
    return ", ".join(filter(None, [candidate.name, candidate.email, candidate.headline, candidate.location]))
