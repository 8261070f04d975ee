"""The form that changes one figure."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.core.policy.figures import Figure


class FigureForm(forms.Form):
    """Bounds stand in the hint; they are checked by the verb, once for page and API."""

    value = forms.DecimalField(max_digits=8, decimal_places=2)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        help_text=gettext_lazy("Why, in a sentence or two. It stands beside the figure for everybody who reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, figure: Figure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["value"]
        field.label = figure.label
        bounds = {"lowest": figure.lowest, "highest": figure.highest, "unit": figure.unit, "default": figure.default}
        field.help_text = _("%(lowest)s to %(highest)s %(unit)s. Default: %(default)s.") % bounds
        step = "0.1" if figure.places else "1"
        field.widget.attrs |= {"min": figure.lowest, "max": figure.highest, "step": step}
