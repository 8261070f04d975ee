"""Go, or prepare first? Rules with ids over the answers of a team. Pure.

Source: Guide to hiring machine learning engineers (Abbacus Technologies), the sections on readiness. It asks five key
questions and concludes: "If most answers are unclear, hiring should be delayed in favor of preparation"; of its four
signs to pause: "In these cases, preparation should come before hiring". An unanswered question is unclear.

==== ==================================================================== ===========
rule fires                                                                says
==== ==================================================================== ===========
R1   at ``limit`` or more key questions that are unclear                  blocks
R2   for a key question answered no                                       prepare
R3   for a sign to pause (answered no)                                    prepare
R4   where more than half of another group is no or unclear               prepare
R5   for what else is no or unclear                                       caution
R6   for what is there in part only                                       caution
==== ==================================================================== ===========

What blocks or says prepare makes the verdict "prepare first"; only what blocks keeps a role from opening.

Worked example, limit 3. Key questions: yes, yes, partly, unclear, unanswered; everything else yes. Two are unclear, and
2 < 3: the verdict is go, with two cautions (R5 the two, R6 the one), and the two come first to do. One more unclear
answer makes it 3 of 5: R1 fires, the verdict is prepare first, and it blocks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hiring.readiness.catalogue import Catalogue, Counts, Group


class Value(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNCLEAR = "unclear"


class Outcome(StrEnum):
    GO = "go"
    PREPARE = "prepare"


class RuleId(StrEnum):
    KEY_UNCLEAR = "R1"
    KEY_NO = "R2"
    PAUSE_SIGN = "R3"
    MOST_MISSING = "R4"
    MISSING = "R5"
    IN_PART = "R6"


class Says(StrEnum):
    BLOCKS = "blocks"
    PREPARE = "prepare"
    CAUTION = "caution"


SAYS = {
    RuleId.KEY_UNCLEAR: Says.BLOCKS,
    RuleId.KEY_NO: Says.PREPARE,
    RuleId.PAUSE_SIGN: Says.PREPARE,
    RuleId.MOST_MISSING: Says.PREPARE,
    RuleId.MISSING: Says.CAUTION,
    RuleId.IN_PART: Says.CAUTION,
}

Answers = Mapping[str, Value]  # by question id; what is not there is unanswered


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired on questions of one group, in the group's order."""

    rule: RuleId
    group: str
    questions: tuple[str, ...]

    @property
    def says(self) -> Says:
        return SAYS[self.rule]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions of a group have which answer."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    unclear: int = 0
    unanswered: int = 0

    @property
    def asked(self) -> int:
        return self.yes + self.partly + self.no + self.unclear + self.unanswered

    @property
    def answered(self) -> int:
        return self.asked - self.unanswered


@dataclass(frozen=True, slots=True)
class Verdict:
    """``first`` are the questions that are no or unclear, in the order in which to take them on."""

    outcome: Outcome
    blocks: bool
    reasons: tuple[Reason, ...]
    first: tuple[str, ...]
    key_unclear: tuple[str, ...]
    limit: int
    tallies: Mapping[str, Tally]  # by group

    @property
    def asked(self) -> int:
        return sum(tally.asked for tally in self.tallies.values())

    @property
    def answered(self) -> int:
        return sum(tally.answered for tally in self.tallies.values())

    @property
    def is_go(self) -> bool:
        return self.outcome == Outcome.GO


def judge(catalogue: Catalogue, answers: Answers, *, limit: int) -> Verdict:
    """Return the verdict on ``answers``; what they hold beyond the catalogue is left alone.

    ``limit`` is how many unclear key questions block, from 1. See the module for rules and a worked example.
    """
    if limit < 1:
        raise ValueError("at least one unclear key question is needed to block")
    found = [reason for group in catalogue.groups for reason in _judge_group(group, answers, limit)]
    reasons = tuple(sorted(found, key=lambda reason: reason.rule))  # stable: in a rule, the catalogue's order
    says = {reason.says for reason in reasons}
    to_do = [reason for reason in reasons if reason.rule != RuleId.IN_PART]
    return Verdict(
        outcome=Outcome.PREPARE if says - {Says.CAUTION} else Outcome.GO,
        blocks=Says.BLOCKS in says,
        reasons=reasons,
        first=tuple(question for reason in to_do for question in reason.questions),
        key_unclear=_with(catalogue.key_group, answers, None, Value.UNCLEAR),
        limit=limit,
        tallies={group.key: tally_group(group, answers) for group in catalogue.groups},
    )


def tally_group(group: Group, answers: Answers) -> Tally:
    return Tally(
        yes=len(_with(group, answers, Value.YES)),
        partly=len(_with(group, answers, Value.PARTLY)),
        no=len(_with(group, answers, Value.NO)),
        unclear=len(_with(group, answers, Value.UNCLEAR)),
        unanswered=len(_with(group, answers, None)),
    )


def _judge_group(group: Group, answers: Answers, limit: int) -> list[Reason]:
    """Return the reasons of one group. Every question that is not yes stands in exactly one of them."""
    no = _with(group, answers, Value.NO)
    unclear = _with(group, answers, None, Value.UNCLEAR)
    missing = _with(group, answers, None, Value.UNCLEAR, Value.NO)
    found: dict[RuleId, tuple[str, ...]] = {RuleId.IN_PART: _with(group, answers, Value.PARTLY)}
    if group.counts == Counts.KEY:
        found[RuleId.KEY_UNCLEAR if len(unclear) >= limit else RuleId.MISSING] = unclear
        found[RuleId.KEY_NO] = no
    elif group.counts == Counts.PAUSE and no:
        found[RuleId.PAUSE_SIGN] = no
        found[RuleId.MISSING] = unclear
    else:
        found[RuleId.MOST_MISSING if 2 * len(missing) > len(group.questions) else RuleId.MISSING] = missing
    return [Reason(rule, group.key, questions) for rule, questions in found.items() if questions]


def _with(group: Group, answers: Answers, *values: Value | None) -> tuple[str, ...]:
    return tuple(question.id for question in group.questions if answers.get(question.id) in values)
