"""One's own API tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.core.accounts.forms import TokenForm
from hiring.core.accounts.models import ApiToken
from hiring.core.accounts.tokens import create_token, revoke_token
from hiring.core.paging import take_page


@require_safe
def list_tokens(request: HttpRequest) -> HttpResponse:
    own = ApiToken.objects.visible_to(request.user).filter(user=request.user)
    tokens = take_page(own, order="-id", after=request.GET.get("after", ""))
    name = "core/accounts/tokens.html#rows" if request.htmx else "core/accounts/tokens.html"
    return render(request, name, {"tokens": tokens})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_token(request: HttpRequest) -> HttpResponse:
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        token, secret = create_token(request.user, actor=request.user, **form.cleaned_data)
        return render(request, "core/accounts/token_made.html", {"token": token, "secret": secret})
    return render(request, "core/accounts/token_add.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def end_token(request: HttpRequest, pid: str) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.visible_to(request.user).select_related("user"), public_id=pid)
    revoke_token(token, actor=request.user)
    messages.success(request, _("The token %(name)s is ended.") % {"name": token.name})
    if token.user_id != request.user.pk:
        return redirect("person-detail", pid=token.user.public_id)
    return redirect("token-list")
