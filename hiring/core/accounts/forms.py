"""The forms of accounts: signing in, settings, rights, tokens."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.core.accounts.models import Density, Right, Theme, TokenScope, User
from hiring.core.accounts.tokens import LONGEST
from hiring.core.calendar.zones import time_zone_choices

LONGEST_PASSWORD = 1024  # hashing reads all of it


class SignInForm(LoginForm):
    """Says at the field what is wrong. Which of the two it was, is nobody's business."""

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except forms.ValidationError as refusal:
            self.add_error("password", refusal)
            return self.cleaned_data


class SettingsForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zone_choices, help_text=_("Times are shown in this zone.")
    )
    theme = forms.ChoiceField(label=_("Appearance"), choices=Theme, widget=forms.RadioSelect)
    density = forms.ChoiceField(label=_("Density"), choices=Density, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ("name", "time_zone", "theme", "density")
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class RightsForm(forms.Form):
    rights = forms.MultipleChoiceField(
        label=_("Rights"),
        choices=Right,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "An administrator looks after accounts, policy and places. An auditor reads everything submitted and "
            "changes nothing. A recruiter opens roles and sees all but confidential ones. Everybody else sees what "
            "their hiring teams give them."
        ),
    )


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("The name of the script or the system that will use it.")
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"), choices=TokenScope, initial=TokenScope.READ, widget=forms.RadioSelect
    )
    days = forms.IntegerField(label=_("For how many days?"), min_value=1, max_value=LONGEST, initial=90)


class AgainForm(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
