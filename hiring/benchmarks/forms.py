"""The form that changes one benchmark; bounds are checked by the verb, once for page and API."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.core.errors import DomainError, Invalid, Stale


class BenchmarkForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    low = forms.DecimalField(label=_("From"), max_digits=12, decimal_places=2, min_value=0)
    high = forms.DecimalField(
        label=_("To"), help_text=_("The same number where it is no range."), max_digits=12, decimal_places=2
    )
    is_open = forms.BooleanField(
        label=_("And more"), help_text=_("The upper end is no limit, as in “200,000+”."), required=False
    )
    is_used = forms.BooleanField(
        label=_("Used by calculations"),
        help_text=_("Put aside, it stays readable here and no calculation takes it."),
        required=False,
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why, in a sentence or two. It stays in the history for everybody who reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def take_refusal(self, refusal: DomainError) -> None:
        """Show a refusal at its field; after a change in between, sending again is a decision."""
        if isinstance(refusal, Invalid):
            for name, texts in refusal.errors.items():
                self.add_error(name, texts)
            return
        if isinstance(refusal, Stale):
            self.data = self.data.copy()
            self.data["version"] = refusal.theirs["version"]
        self.add_error(None, refusal.text)
