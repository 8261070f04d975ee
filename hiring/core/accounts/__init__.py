"""Who may sign in, with which rights, by password, invitation or API token.

Sign-in, sign-out and passwords are django-allauth's; nobody signs up by themselves. A person without a right is a
member: what members see comes from hiring teams. Switching a person off counts up the round that their sessions are
signed with, so that none comes back to life with the account.

**Signing in again beside what one is writing.** A request for a part of a page (``HX-Request: true``, from HTMX or
from a module's own ``fetch``) that finds no session is answered 401 with ``HX-Trigger: signin-needed``, never by the
sign-in page. ``js/requests.js`` turns that into the event ``plumbline:signed-out`` (after an own ``fetch`` call its
``signedOut``). A page whose text must survive includes ``core/accounts/again_dialog.html`` and loads ``js/again.js``:

1. The dialog asks ``GET /accounts/again/?who=MARK`` (``signin-again``), where MARK is ``page.again``: the signed id of
   who read the page. The answer is a form (200), or 204 when that person is signed in again already in another tab.
2. ``POST`` with ``who`` and ``password`` answers 204, or 422 with the form and the error at its field; it counts under
   the same limits as the sign-in page. Only the page's own reader can go on in it. A forged mark and an account that
   was switched off are 403.
3. Every 204 carries the page's new CSRF token as ``X-CSRFToken`` (signing in changes it). ``again.js`` puts it into all
   forms and into ``hx-headers``, and dispatches ``plumbline:signed-in`` on the document: send now what was kept back.
4. A plain form with ``data-again`` on such a page asks step 1 before it is sent, and goes when the answer is 204.
"""
