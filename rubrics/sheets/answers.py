"""How a page's script is answered when it saves. The page knows what to do by the status.

200 saved · 400 not to be taken · 401 signed out (the middleware's) · 403 not the author's session · 409 not open any
more · 412 in conflict: both texts.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format

from hiring.core.errors import DomainError, Invalid, Stale
from rubrics.sheets.content import Save, Saved
from rubrics.sheets.forms import read_json


def answer_save(request: HttpRequest, save: Callable[[Save], Saved]) -> JsonResponse:
    """Read the autosave of a request, hand it to ``save`` and say what became of it."""
    try:
        saved = save(read_json(request))
    except Stale as refusal:
        theirs = dict(refusal.theirs)
        at = _clock(theirs.pop("saved_at"))
        return JsonResponse({"text": refusal.text, "at": at, **theirs}, status=refusal.status)
    except Invalid as refusal:
        return JsonResponse({"text": refusal.text, "errors": refusal.errors}, status=refusal.status)
    except DomainError as refusal:
        return JsonResponse({"text": refusal.text}, status=refusal.status)
    return JsonResponse({"version": saved.version, "at": _clock(saved.at), "others": saved.others})


def _clock(moment: datetime | None) -> str:
    """The time in the reader's zone, as the page says it."""
    return date_format(timezone.localtime(moment), "H:i") if moment else ""
