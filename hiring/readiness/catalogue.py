"""What a team is asked, as ``catalogue.yaml`` has it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Counts(StrEnum):
    """How a group of questions counts in the verdict."""

    KEY = "key"  # too many unclear ones keep a role from opening
    PAUSE = "pause"  # one "no" is reason enough to prepare first
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Question:
    """``quote`` is what the source says, ``first`` what to do first where the answer is no or unclear."""

    id: str
    ask: str
    quote: str
    first: str


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    title: str
    section: str
    counts: Counts
    questions: tuple[Question, ...]
    rule: str = ""
    names: bool = False  # a "yes" needs a named person or words

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(question.id for question in self.questions)


@dataclass(frozen=True, slots=True)
class Catalogue:
    source: str
    groups: tuple[Group, ...]

    def questions(self) -> Iterator[Question]:
        return (question for group in self.groups for question in group.questions)

    @property
    def key_group(self) -> Group:
        return next(group for group in self.groups if group.counts == Counts.KEY)
