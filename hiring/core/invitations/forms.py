"""The forms of invitations: whom to invite, and the account that comes of it."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hiring.core.accounts.forms import LONGEST_PASSWORD, RightsForm
from hiring.core.accounts.models import User


class InvitationForm(RightsForm):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120)
    field_order = ("email", "name", "rights")


class AcceptForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=_("At least 12 characters. A few unrelated words are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password once more"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        password = data.get("password")
        if password is None:
            return data
        if "again" in data and data["again"] != password:
            self.add_error("again", _("This is not the same password."))
        try:
            validate_password(password, User(email=self.email, name=data.get("name", "")))
        except forms.ValidationError as error:
            self.add_error("password", error)
        return data
