"""Pages about mail: one's own choice, the list of all mails for administrators, and what is kept in the demo."""

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.core.accounts.models import User
from hiring.core.errors import Refused
from hiring.core.mail.choices import choose_mail
from hiring.core.mail.forms import MailForm
from hiring.core.mail.kept import KeptMail, list_kept, read_kept
from hiring.core.mail.models import Mail, MailChoice
from hiring.core.mail.posting import send_again
from hiring.core.mail.states import OPEN_STATES, REPEATABLE_STATES, MailState
from hiring.core.paging import take_page
from hiring.core.permissions import require_administrator

FILTERS = {
    "look": (gettext_lazy("To look at"), {"state__in": REPEATABLE_STATES}),
    "open": (gettext_lazy("Waiting"), {"state__in": OPEN_STATES}),
    "sent": (gettext_lazy("Sent"), {"state__in": (MailState.SENT, MailState.MERGED)}),
    "all": (gettext_lazy("All"), {}),
}


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    choice = MailChoice.objects.filter(person=request.user).first() or MailChoice(person=request.user)
    form = MailForm(request.POST if request.method == "POST" else None, choice=choice)
    if request.method == "POST" and form.is_valid():
        choose_mail(request.user, actor=request.user, **form.chosen)
        messages.success(request, _("Your mail comes as you have chosen."))
        return redirect("mail-choice")
    return render(request, "core/mail/choice.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@never_cache
def list_mails(request: HttpRequest) -> HttpResponse:
    require_administrator(request.user)
    chosen = request.GET.get("show") if request.GET.get("show") in FILTERS else "look"
    mails = Mail.objects.visible_to(request.user).filter(**FILTERS[chosen][1]).select_related("recipient")
    context = {
        "mails": take_page(mails, order="-id", after=request.GET.get("after", "")),
        "filters": [(key, label) for key, (label, _condition) in FILTERS.items()],
        "chosen": chosen,
        "are_kept": may_read_kept(request.user),
    }
    return render(request, "core/mail/mails.html" + ("#rows" if request.htmx else ""), context)


@require_POST
def send_once_more(request: HttpRequest, pid: str) -> HttpResponse:
    mail = get_object_or_404(Mail.objects.visible_to(request.user), public_id=pid)
    try:
        send_again(mail, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("The mail is sent once more."))
    return redirect("mail-list")


def may_read_kept(user: User) -> bool:
    """Only in a demo without a mail server: elsewhere a kept mail is somebody's own."""
    return settings.MAIL_IS_KEPT and user.is_administrator and user.is_demo


def _require_kept(request: HttpRequest) -> None:
    if not may_read_kept(request.user):
        raise Http404


@require_safe
@never_cache
def list_kept_mails(request: HttpRequest) -> HttpResponse:
    _require_kept(request)
    kept, after = list_kept(before=request.GET.get("after", ""))
    context = {"mails": kept, "after": after}
    return render(request, "core/mail/kept_list.html" + ("#rows" if request.htmx else ""), context)


@require_safe
@never_cache
@csp_update({"frame-src": ["'self'"]})
def show_kept(request: HttpRequest, name: str) -> HttpResponse:
    _require_kept(request)
    return render(request, "core/mail/kept.html", {"mail": _find(name), "as_text": "text" in request.GET})


@require_safe
@never_cache
@xframe_options_sameorigin
@csp_replace(
    {
        "script-src": None,
        "connect-src": None,
        "form-action": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-top-navigation-by-user-activation"],
    }
)
def show_kept_html(request: HttpRequest, name: str) -> HttpResponse:
    """The mail itself, in a frame that runs nothing and loads nothing; its links lead out of the frame."""
    _require_kept(request)
    return HttpResponse(_find(name).html.replace("<head>", '<head><base target="_top">', 1))


def _find(name: str) -> KeptMail:
    mail = read_kept(name)
    if mail is None:
        raise Http404
    return mail
