"""Saying what the work is, choosing an engagement model, and noting how far the handing over of knowledge is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.benchmarks.words import ENGAGEMENTS
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused, Stale
from hiring.core.text import clean_text
from hiring.planning.engagement import CHOICES, EXTERNAL, RISKS, SIGNALS, STEPS, STRATEGY, Advice, advise, find_faults
from hiring.planning.engagement_words import ANSWERS, FACTS
from hiring.planning.models import EngagementPlan
from hiring.planning.quotes import name_works
from hiring.roles.drafts import hold_role
from hiring.roles.models import Role

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class ShownAdvice:
    """One model with its sentences as (sentence, name of the work, rule id)."""

    engagement: str
    is_advised: bool
    balance: int
    speaks_for: Sequence[tuple[str, str, str]]
    speaks_against: Sequence[tuple[str, str, str]]
    risks: Sequence[str]


@dataclass(frozen=True, slots=True)
class RoleEngagement:
    """All that the page shows; ``facts`` are (question, answer), the answer empty where nobody said it."""

    plan: EngagementPlan
    facts: Sequence[tuple[object, object]]
    advice: Sequence[ShownAdvice]
    strategy: str
    guide: str  # the name of the work that names strategy, risks, steps and signals
    steps: Sequence[tuple[str, str, bool]]
    signals: Sequence[tuple[str, str, bool]]
    review_due: bool

    @property
    def is_external(self) -> bool:
        return self.plan.chosen in EXTERNAL

    @property
    def advised(self) -> list[str]:
        return [one.engagement for one in self.advice if one.is_advised]

    @property
    def risks(self) -> Sequence[str]:
        return RISKS.get(self.plan.chosen, ())


def read_engagement(role: Role) -> RoleEngagement:
    """Return where the choice of an engagement model stands, by two queries."""
    plan = EngagementPlan.objects.filter(role=role).select_related("chosen_by", "changed_by").first() or EngagementPlan(
        role=role, version=0
    )
    works = name_works(["hiringguide", "aiexpertnetwork", "arora2026"])
    return RoleEngagement(
        plan=plan,
        facts=[(label, ANSWERS[fact].get(plan.facts.get(fact, ""), "")) for fact, label in FACTS.items()],
        advice=[_show(one, works) for one in advise(plan.facts)],
        strategy=STRATEGY,
        guide=works["hiringguide"],
        steps=[(key, text, key in plan.steps) for key, text in STEPS.items()],
        signals=[(key, text, key in plan.signals) for key, text in SIGNALS.items()],
        review_due=plan.review_on is not None and plan.review_on <= timezone.localdate(),
    )


def _show(advice: Advice, works: Mapping[str, str]) -> ShownAdvice:
    said, denied = (
        [(rule.quote, works[rule.source], rule.id) for rule in rules]
        for rules in (advice.speaks_for, advice.speaks_against)
    )
    return ShownAdvice(
        advice.engagement, advice.is_advised, advice.balance, said, denied, RISKS.get(advice.engagement, ())
    )


@transaction.atomic
def state_facts(role: Role, *, actor: User, facts: Mapping[str, str], version: int | None = None) -> EngagementPlan:
    """Keep the answers about the work; an empty answer takes one back, a fact that is not named keeps its own.

    ``version`` is the one that the writer saw, 0 before the first. Raises ``NotAllowed``, ``Stale`` and ``Invalid``.
    """
    plan = _hold(role, actor, version)
    if faults := find_faults({fact: answer for fact, answer in facts.items() if answer or fact not in CHOICES}):
        text = _("This is no answer.")
        raise Invalid(text, errors={fact: [text] for fact in faults})
    stated = {fact: answer for fact, answer in (plan.facts | dict(facts)).items() if answer}
    changed = [fact for fact in CHOICES if stated.get(fact) != plan.facts.get(fact)]
    if not changed and plan.version:
        return plan
    plan.facts = stated
    return _keep(plan, actor, "engagement.stated", changed)


@transaction.atomic
def start_engagement(role: Role, *, actor: User, facts: Mapping[str, str]) -> EngagementPlan:
    """The same for the first time. Raises ``Refused`` where the role has a plan already."""
    if EngagementPlan.objects.filter(role=role).exists():
        raise Refused(_("This role has a plan of its engagement. Change that one."))
    return state_facts(role, actor=actor, facts=facts, version=0)


@transaction.atomic
def choose_engagement(
    role: Role,
    *,
    actor: User,
    engagement: str,
    reason: str,
    review_on: date | None = None,
    version: int | None = None,
) -> EngagementPlan:
    """Choose a model, whatever the rules advise, with a reason; people from outside need a day to look at it again.

    What the rules advised at that moment is kept with it. Raises ``NotAllowed``, ``Stale`` and ``Invalid``.
    """
    plan = _hold(role, actor, version)
    reason = clean_text(reason).strip()
    errors: dict[str, list[str]] = {}
    if engagement not in ENGAGEMENTS:
        errors["engagement"] = [_("Choose a model.")]
    if len(reason) < SHORTEST_REASON:
        errors["reason"] = [_("Write the reason in at least %(count)d characters.") % {"count": SHORTEST_REASON}]
    if engagement in EXTERNAL and review_on is None:
        errors["review_on"] = [_("People from outside: say when you look at it again, and whether to move in-house.")]
    elif review_on is not None and review_on <= timezone.localdate():
        errors["review_on"] = [_("Choose a day that is still to come.")]
    if errors:
        raise Invalid(_("Nothing was chosen yet."), errors=errors)
    plan.chosen, plan.reason, plan.review_on = engagement, reason, review_on
    plan.advised = [one.engagement for one in advise(plan.facts) if one.is_advised]
    plan.chosen_by, plan.chosen_at = actor, timezone.now()
    return _keep(plan, actor, "engagement.chosen", ["chosen", "reason", "review_on"])


@transaction.atomic
def note_transfer(
    role: Role, *, actor: User, steps: Iterable[str], signals: Iterable[str], version: int | None = None
) -> EngagementPlan:
    """Note which steps of handing over are done and which signals for moving in-house are seen: the whole of both.

    Raises ``NotAllowed``, ``Stale``, ``Invalid``, and ``Refused`` until a model with people from outside is chosen.
    """
    plan = _hold(role, actor, version)
    if plan.chosen not in EXTERNAL:
        raise Refused(_("Knowledge is handed over where people from outside were chosen."))
    done, seen = set(steps), set(signals)
    if not done <= set(STEPS) or not seen <= set(SIGNALS):
        text = _("There is no such step or signal.")
        raise Invalid(text, errors={"steps": [text]})
    plan.steps = [key for key in STEPS if key in done]
    plan.signals = [key for key in SIGNALS if key in seen]
    return _keep(plan, actor, "engagement.transfer", ["steps", "signals"])


def _hold(role: Role, actor: User, version: int | None) -> EngagementPlan:
    role = hold_role(role, actor=actor)
    plan = EngagementPlan.objects.filter(role=role).first() or EngagementPlan(role=role, version=0)
    if version is not None and version != plan.version:
        text = _("Somebody changed this plan while you were working on it. Nothing of yours was saved yet.")
        raise Stale(text, theirs={"version": plan.version, "facts": plan.facts, "engagement": plan.chosen})
    return plan


def _keep(plan: EngagementPlan, actor: User, action: str, changed: Iterable[str]) -> EngagementPlan:
    plan.version += 1
    plan.changed_by, plan.changed_at = actor, timezone.now()
    plan.save()
    record(action, actor=actor, obj=plan, role=plan.role, fields=changed)
    return plan
