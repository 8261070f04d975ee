"""Sign-in by django-allauth (only what is used of it), and our own pages around it."""

from collections.abc import Callable

from allauth.account import views as allauth
from django.http import HttpResponse
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from hiring.core.accounts.views import again, hours, own, people, tokens


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let nothing but reading and sending a form through: Django's form views take PUT as well, some any method."""
    return require_http_methods(["GET", "HEAD", "POST"])(view)


urlpatterns = [
    path("accounts/login/", page(allauth.login), name="account_login"),
    path("accounts/logout/", page(allauth.logout), name="account_logout"),
    path("accounts/signup/", page(allauth.signup), name="account_signup"),
    path("accounts/inactive/", page(allauth.account_inactive), name="account_inactive"),
    path("accounts/reauthenticate/", page(allauth.reauthenticate), name="account_reauthenticate"),
    path("accounts/password/change/", page(allauth.password_change), name="account_change_password"),
    path("accounts/password/reset/", page(allauth.password_reset), name="account_reset_password"),
    path("accounts/password/reset/done/", page(allauth.password_reset_done), name="account_reset_password_done"),
    path(
        "accounts/password/reset/key/done/",
        page(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        page(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("accounts/again/", again.sign_in_again, name="signin-again"),
    path("account/", own.show_settings, name="account-settings"),
    path("account/hours/", hours.show_hours, name="account-hours"),
    path("account/appearance/", own.change_appearance, name="account-appearance"),
    path("account/end-sessions/", own.end_other_sessions, name="account-end-sessions"),
    path("account/tokens/", tokens.list_tokens, name="token-list"),
    path("account/tokens/add/", tokens.add_token, name="token-create"),
    path("account/tokens/<pid:pid>/revoke/", tokens.end_token, name="token-revoke"),
    path("people/<pid:pid>/", people.show_person, name="person-detail"),
    path("people/<pid:pid>/hours/", hours.show_hours_of, name="person-hours"),
    path("people/<pid:pid>/deactivate/", people.switch_off, name="person-deactivate"),
    path("people/<pid:pid>/reactivate/", people.switch_on, name="person-reactivate"),
]
