"""The form about one's own mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.core.mail.choices import waiting_groups
from hiring.core.mail.models import MailChoice

AT_ONCE, DIGEST = "at-once", "digest"
WHEN = [(AT_ONCE, _("At once, one mail for each")), (DIGEST, _("In the digest, once a day"))]
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class MailForm(forms.Form):
    """A question for each group that may wait, and the hour of the digest."""

    def __init__(self, *args: Any, choice: MailChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in waiting_groups():
            self.fields[group.name] = forms.ChoiceField(
                label=group.label,
                help_text=group.help,
                choices=WHEN,
                widget=forms.RadioSelect,
                initial=DIGEST if group.name in choice.digest_groups else AT_ONCE,
            )
        self.fields["hour"] = forms.TypedChoiceField(
            label=_("When does the digest come?"),
            help_text=_("By your own clock. A day without anything new has no digest."),
            choices=HOURS,
            coerce=int,
            initial=choice.digest_hour,
        )

    @property
    def chosen(self) -> dict[str, object]:
        """Return the answers as ``choose_mail`` takes them."""
        groups = [name for name, value in self.cleaned_data.items() if value == DIGEST]
        return {"digest_groups": groups, "digest_hour": self.cleaned_data["hour"]}
