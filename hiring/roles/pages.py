"""What the pages of a role share: finding it, its frame, and forms that notice a change in between."""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hiring.core.errors import DomainError, Invalid, Refused, Stale
from hiring.roles.models import Role, Stage
from hiring.roles.permissions import RoleRights, require_lead

# What a page shows beside its form. ``NotAllowed`` is a page of its own.
SHOWN = (Invalid, Refused, Stale)
JOINS = ("team", "place", "process", "role_type", "specialism", "seniority")


def find_role(request: HttpRequest, pid: str) -> Role:
    """Return the role, or answer 404 where it is not visible."""
    return get_object_or_404(Role.objects.visible_to(request.user).select_related(*JOINS), public_id=pid)


def find_led_role(request: HttpRequest, pid: str) -> Role:
    """The same for pages that change it: 403 for who only sees it."""
    role = find_role(request, pid)
    require_lead(role, request.user)
    return role


def find_stage(request: HttpRequest, pid: str, stage: str) -> Stage:
    """Return a stage of a role that the reader leads."""
    role = find_led_role(request, pid)
    found = get_object_or_404(role.stages.select_related("rubric_version__rubric"), public_id=stage)
    found.role = role
    return found


def frame(role: Role, tab: str, rights: RoleRights | None = None, **more: object) -> dict[str, object]:
    """Return the context of a page of this role: ``tab`` is the one that it stands under."""
    return {"role": role, "tab": tab, "rights": rights, "section": "roles", **more}


class VersionedForm(forms.Form):
    """A form on something that others may change meanwhile; ``theirs`` are their values where they differ."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    theirs: tuple[tuple[str, str], ...] = ()

    def take_refusal(self, refusal: DomainError, now: Mapping[str, object] | None = None) -> None:
        """Show a refusal at the field it names, or above the form; ``now`` is what stands, by field.

        After a change in between the form carries the newer version: sending it again is a decision.
        """
        if isinstance(refusal, Invalid):
            for name, texts in refusal.errors.items():
                self.add_error(name if name in self.fields else None, texts)
            return
        if isinstance(refusal, Stale):
            self.theirs = tuple(self._differences(now or {}))
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = refusal.theirs["version"]
        self.add_error(None, refusal.text)

    def _differences(self, now: Mapping[str, object]) -> list[tuple[str, str]]:
        return [
            (str(field.label), _say(now[name]))
            for name, field in self.fields.items()
            if name in now and self.cleaned_data.get(name) != now[name]
        ]


def _say(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _("none") if value in (None, "") else str(value)
