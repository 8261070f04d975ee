"""The page that adds a candidate, an application and a resume in one go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from candidates.applications.models import Application
from candidates.documents.adding import apply_for
from candidates.documents.forms import ApplicationForm
from candidates.documents.views import FORM
from hiring.core.errors import Invalid, Refused
from hiring.core.forms import add_refusal
from hiring.roles.models import Role


@FORM
def add_application(request: HttpRequest) -> HttpResponse:
    """Add a candidate to an open role that the reader leads; ``?role=`` chooses it beforehand."""
    role = _asked_role(request)
    form = ApplicationForm(
        request.POST or None, request.FILES or None, user=request.user, initial={"role": role and role.public_id}
    )
    if request.method == "POST" and form.is_valid() and not form.must_ask() and (added := _apply(form)):
        words = _("%(name)s stands in New for %(role)s.") % {"name": added.candidate.name, "role": added.role.title}
        messages.success(request, words)
        return redirect("application", added.public_id)
    if form.is_bound:
        form.keep()
    context = {"form": form, "role": role, "has_roles": form.fields["role"].queryset.exists()}
    status = 422 if form.is_bound else 200
    return render(request, "candidates/documents/add_application.html", context, status=status)


def _asked_role(request: HttpRequest) -> Role | None:
    """Return the role of the address: 404 when it is not seen, 403 when it, or every role, is led by others."""
    led = Role.objects.led_by(request.user)
    role = None
    if asked := request.GET.get("role"):
        role = get_object_or_404(Role.objects.visible_to(request.user), public_id=asked)
        led = led.filter(pk=role.pk)
    if not led.exists():
        raise PermissionDenied(_("Candidates are added by recruiters and hiring managers."))
    return role


def _apply(form: ApplicationForm) -> Application | None:
    try:
        return apply_for(
            form.cleaned_data["role"],
            actor=form.user,
            person=form.chosen_person(),
            source=form.cleaned_data["source"],
            upload=form.upload,
        )
    except (Invalid, Refused) as error:
        add_refusal(form, error)
        return None
