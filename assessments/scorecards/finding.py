"""Finding a card for a page: not visible is 404, sealed is 403 with the reason."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from assessments.scorecards.models import Scorecard
from candidates.documents.models import Document, DocumentState
from hiring.core.accounts.models import User
from hiring.core.errors import NotAllowed
from hiring.core.prepared import Given, PreparedModels
from hiring.roles.models import Stage
from rubrics.sheets.models import SheetState


def get_card(pid: str) -> Scorecard | None:
    """Return a card by its public id, with all that its pages say of its circumstances, by two queries.

    Its role's stages are read once, for its own, the one where the application stands and the one after (``steps`` is
    how many there are, ``next_title`` what comes after): as joins they would cost more to plan than to carry out.
    The environment that candidates are judged against is joined to the role. ``resume`` is the public id of the newest
    readable document of the application, or of the person alone.
    """
    card = next(iter(_CARD.ask(pid=pid)), None)
    if card is not None:
        stages = _STAGES.ask(role=card.application.role_id)
        by_id = {stage.pk: stage for stage in stages}
        card.stage, card.application.stage = by_id[card.stage_id], by_id.get(card.application.stage_id)
        card.steps = len(stages)
        card.next_title = next((stage.title for stage in stages if stage.position > card.stage.position), "")
    return card


def _newest_resume() -> Subquery:
    of_application, of_person = OuterRef("application"), OuterRef("application__candidate")
    theirs = Q(application=of_application) | Q(application=None, candidate=of_person)
    documents = Document.objects.filter(theirs, state=DocumentState.READY).order_by("-id")
    return Subquery(documents.values("public_id")[:1])


def _cards() -> QuerySet:
    cards = Scorecard.objects.select_related(
        "author", "rubric_version", "application__candidate", "application__role__environment"
    )
    return cards.annotate(resume=_newest_resume()).filter(public_id=Given("pid", CharField()))


_CARD = PreparedModels(_cards, ahead=True)
_STAGES = PreparedModels(lambda: Stage.objects.filter(role=Given("role", BigIntegerField())).order_by("position"))


@dataclass(frozen=True, slots=True)
class Found:
    """A card that somebody may know of, and whether they may read its content."""

    card: Scorecard
    is_mine: bool
    is_readable: bool

    @property
    def is_form(self) -> bool:
        return self.is_mine and self.card.state == SheetState.OPEN


def find_card(reader: User, pid: str) -> Found:
    """Return a card that this person may know of, or raise ``Http404``."""
    card = get_card(pid)
    if card is None:
        raise Http404
    is_mine = card.author_id == reader.pk
    if is_mine and card.state in {SheetState.OPEN, SheetState.LEFT}:
        # of one's own open card nothing further is asked: it is the way that must be quick
        return Found(card, is_mine, card.state == SheetState.OPEN)
    readable = Scorecard.objects.readable_by(reader).filter(pk=OuterRef("pk"))
    seen = Scorecard.objects.visible_to(reader).filter(pk=card.pk)
    answer = seen.annotate(is_readable=Exists(readable)).values_list("is_readable", flat=True).first()
    if answer is None:
        raise Http404
    return Found(card, is_mine, answer)


def require_readable(found: Found, reader: User) -> None:
    """Raise ``NotAllowed`` with the reason unless this person may read the card's content."""
    if not found.is_readable:
        raise NotAllowed(sealed_text(found.card, reader))


def sealed_text(card: Scorecard, reader: User) -> str:
    """Say why a card that somebody may know of is not open to them."""
    if card.state == SheetState.LEFT:
        if card.author_id == reader.pk:
            return _("You are not on this panel any more. What you wrote is kept, and is yours if you are asked again.")
        return _("%(author)s has left this panel. A draft is its author’s alone.") % {"author": card.author.name}
    if card.state == SheetState.CLOSED:
        return _("This scorecard was not submitted before it was no longer needed. A draft is its author’s alone.")
    if card.state == SheetState.OPEN:
        return _("Sealed: %(author)s has not submitted this scorecard. A draft is its author’s alone.") % {
            "author": card.author.name
        }
    if Scorecard.objects.open().filter(author=reader, application=card.application_id).exists():
        return _("Sealed: you hold an open scorecard on this candidate. Submit it, then you read your colleagues’.")
    return _("Sealed: you have left a panel of this candidate. It opens to you when that step is decided.")
