"""A sheet that takes no changes as its readers see it: what it says now, and what its earlier versions said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rubrics.library.models import RubricCriterion
from rubrics.sheets.blocks import Weighing
from rubrics.sheets.content import NO_ANSWER, Answer
from rubrics.sheets.frozen import Criteria


@dataclass(frozen=True, slots=True)
class Version:
    """What a sheet said at one time: a revision, or (number 0) a draft that was never submitted."""

    number: int
    at: datetime | None
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SaidFlag:
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one version says of one criterion."""

    answer: Answer
    anchor: str
    flags: tuple[SaidFlag, ...]
    number: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """One criterion: what it says now; ``earlier`` are the versions that said something else, newest first."""

    criterion: RubricCriterion
    weighing: Weighing
    now: Said
    earlier: tuple[Said, ...]

    @property
    def is_below(self) -> bool:
        level = self.now.answer.level
        return level is not None and self.weighing.floor is not None and level < self.weighing.floor


def build_reading(
    criteria: Criteria, versions: Sequence[Version], weighings: Mapping[str, Weighing]
) -> tuple[ReadBlock, ...]:
    """Return the blocks of a sheet that is read; ``versions`` are all of it, in order, at least one."""
    return tuple(_block(item, versions, weighings[item.criterion.key]) for item in criteria)


def _block(item: RubricCriterion, versions: Sequence[Version], weighing: Weighing) -> ReadBlock:
    said: list[Said] = []
    for version in versions:
        answer = _answer(version.content["ratings"].get(item.criterion.key))
        if not said or said[-1].answer != answer:
            said.append(_said(item, answer, version))
    return ReadBlock(item, weighing, said[-1], tuple(reversed(said[:-1])))


def _answer(content: Mapping[str, Any] | None) -> Answer:
    return Answer(**content) if content else NO_ANSWER


def _said(item: RubricCriterion, answer: Answer, version: Version) -> Said:
    anchor = dict(item.anchors)[answer.level] if answer.level else ""
    flags = tuple(
        SaidFlag(item.red_flags[int(position)], words)
        for position, words in sorted(answer.flags.items(), key=lambda flag: int(flag[0]))
    )
    return Said(answer, anchor, flags, version.number, version.at)
