"""Signing in again beside what one is writing. The protocol stands in the package's docstring."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hiring.core.accounts.again import read_person
from hiring.core.accounts.forms import AgainForm
from hiring.core.accounts.models import User


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_again(request: HttpRequest) -> HttpResponse:
    mark = request.POST.get("who") or request.GET.get("who", "")
    person = read_person(mark)
    if person is None:
        raise PermissionDenied(_("This account can no longer sign in here."))
    form = AgainForm(request.POST if request.method == "POST" else None, auto_id="again_%s")
    if request.method == "POST" and form.is_valid():
        if _check_password(request, person, form):
            get_adapter(request).login(request, person)
            return _go_on(request)
    elif request.user == person:
        return _go_on(request)
    context = {"form": form, "person": person, "mark": mark}
    return render(request, "core/accounts/again.html", context, status=422 if form.errors else 200)


def _check_password(request: HttpRequest, person: User, form: AgainForm) -> bool:
    """Check it under the same limits as the sign-in page; a refusal stands at the field."""
    try:
        found = get_adapter(request).authenticate(request, email=person.email, password=form.cleaned_data["password"])
    except ValidationError as refusal:
        form.add_error("password", refusal)
        return False
    if found != person:
        form.add_error("password", _("This is not the password of this account."))
        return False
    return True


def _go_on(request: HttpRequest) -> HttpResponse:
    """Signed in: hand the page the CSRF token that its forms need from now on."""
    return HttpResponse(status=204, headers={"X-CSRFToken": get_token(request), "HX-Trigger": "signed-in-again"})
