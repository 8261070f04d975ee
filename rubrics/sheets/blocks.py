"""What the shared templates show of a sheet: one block a criterion, and how far the whole is."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from rubrics.library.blanks import Asked, ask_with
from rubrics.library.models import RubricCriterion
from rubrics.scoring.completeness import count_characters
from rubrics.sheets.content import NO_ANSWER, Answer
from rubrics.sheets.frozen import Criteria, read_criteria
from rubrics.sheets.missing import Missing, find_missing
from rubrics.sheets.models import Sheet


@dataclass(frozen=True, slots=True)
class Weighing:
    """How a stage uses a criterion: its weight, and the floor where it is a must-have."""

    weight: int
    floor: int | None = None


@dataclass(frozen=True, slots=True)
class FlagRow:
    position: int
    text: str
    is_ticked: bool
    words: str
    error: str


@dataclass(frozen=True, slots=True)
class Block:
    """One criterion with its answer. Errors are shown where somebody tried to submit; ``theirs`` after a conflict."""

    criterion: RubricCriterion
    key: str
    number: int
    questions: tuple[Asked, ...]
    weighing: Weighing
    answer: Answer
    flags: tuple[FlagRow, ...]
    characters: int
    state: str  # open, short (something of it is missing) or done
    note: str
    level_error: str = ""
    evidence_error: str = ""
    theirs: Answer | None = None
    next: RubricCriterion | None = None

    @property
    def level(self) -> int | None:
        return self.answer.level

    @property
    def is_open(self) -> bool:
        """Complete criteria load folded, all others unfolded."""
        return self.state != "done" or self.theirs is not None

    @property
    def is_unanswered(self) -> bool:
        """The questions of what was not asked yet stand open."""
        return self.state == "open"

    @property
    def their_flags(self) -> list[FlagRow]:
        """The red flags that were ticked on the other page."""
        flags = self.theirs.flags if self.theirs else {}
        return [replace(row, words=flags[str(row.position)]) for row in self.flags if str(row.position) in flags]


@dataclass(frozen=True, slots=True)
class Mark:
    """A notch of the bar at the bottom: as long as the weight of its criterion, in per cent of the whole."""

    x: str
    width: str
    state: str  # done, none (not assessed), bad (something is missing) or open


@dataclass(frozen=True, slots=True)
class Line:
    """Missing things of one kind: "evidence for 3, 6"."""

    lead: str
    items: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sheet is; ``missing`` in page order, ``lines`` the same by kind."""

    done: int
    total: int
    weight: int
    marks: tuple[Mark, ...]
    missing: tuple[Missing, ...]
    lines: tuple[Line, ...]
    to_go: int  # criteria without a level or "not assessed"


@dataclass(frozen=True, slots=True)
class SheetForm:
    """What the templates in ``rubrics/sheets/`` need of a sheet that can be changed.

    ``page`` is the key of this very page, ``action`` where its form goes, ``save_url`` where its autosaves go (empty:
    the page does not save by itself). ``shows_errors`` is true after somebody tried to submit.
    """

    version: int
    page: str
    action: str
    save_url: str
    evidence_characters: int
    blocks: tuple[Block, ...]
    progress: Progress
    saved_at: datetime | None
    shows_errors: bool = False
    end: str = ""  # the element that follows the last criterion, and its heading
    end_title: str = ""

    @property
    def in_conflict(self) -> list[Block]:
        return [block for block in self.blocks if block.theirs is not None]


def build_form(
    sheet: Sheet,
    answers: Mapping[str, Answer],
    weighings: Mapping[str, Weighing],
    *,
    closing: Mapping[str, Any],
    evidence_characters: int,
    action: str,
    blanks: Mapping[str, str] | None = None,
    save_url: str = "",
    shows_errors: bool = False,
    theirs: Mapping[str, Mapping[str, Any]] | None = None,
    version: int | None = None,
) -> SheetForm:
    """Return the form of a sheet as somebody filled it in: as it stands, or as they typed it.

    ``theirs`` are the parts in conflict as they stand; ``version`` is then the one to go on from. ``blanks`` is what
    fills the blanks of the questions.
    """
    criteria = read_criteria(sheet.rubric_version)
    missing = find_missing(
        criteria,
        answers,
        evidence_characters=evidence_characters,
        recommendation=closing.get("recommendation"),
        wants_recommendation="recommendation" in sheet.CLOSING,
    )
    blocks = build_blocks(
        criteria, answers, weighings, missing=missing, show_errors=shows_errors, theirs=theirs, blanks=blanks
    )
    return SheetForm(
        version=sheet.version if version is None else version,
        page=secrets.token_urlsafe(12),
        action=action,
        save_url=save_url,
        evidence_characters=evidence_characters,
        blocks=blocks,
        progress=measure_progress(blocks, missing),
        saved_at=sheet.saved_at,
        shows_errors=shows_errors,
        end="recommendation" if "recommendation" in sheet.CLOSING else "",
        end_title=_("Recommendation"),
    )


def build_blocks(
    criteria: Criteria,
    answers: Mapping[str, Answer],
    weighings: Mapping[str, Weighing],
    *,
    missing: Sequence[Missing],
    show_errors: bool = False,
    theirs: Mapping[str, Mapping[str, Any]] | None = None,
    blanks: Mapping[str, str] | None = None,
) -> tuple[Block, ...]:
    """Return the blocks of a sheet in page order."""
    wanted: dict[str, dict[str, Missing]] = {}
    for item in missing:
        wanted.setdefault(item.part, {})[item.place] = item
    return tuple(
        _block(
            item,
            answers.get(item.criterion.key, NO_ANSWER),
            weighings[item.criterion.key],
            wanted.get(item.criterion.key, {}),
            show_errors=show_errors,
            theirs=(theirs or {}).get(item.criterion.key),
            following=following,
            blanks=blanks or {},
        )
        for item, following in zip_longest(criteria, criteria[1:])
    )


def _block(
    item: RubricCriterion,
    answer: Answer,
    weighing: Weighing,
    wanted: Mapping[str, Missing],
    *,
    show_errors: bool,
    theirs: Mapping[str, Any] | None,
    following: RubricCriterion | None,
    blanks: Mapping[str, str],
) -> Block:
    errors = {place: thing.text for place, thing in wanted.items()} if show_errors else {}
    number = item.position
    flags = tuple(
        FlagRow(
            position,
            text,
            str(position) in answer.flags,
            answer.flags.get(str(position), ""),
            errors.get(f"f{number}-{position}", ""),
        )
        for position, text in enumerate(item.red_flags)
    )
    state = "done" if not wanted else "short" if answer.is_given else "open"
    return Block(
        criterion=item,
        key=item.criterion.key,
        number=number,
        questions=ask_with(item.questions, blanks),
        weighing=weighing,
        answer=answer,
        flags=flags,
        characters=count_characters(answer.evidence),
        state=state,
        note=_note(state, number, wanted, is_touched=bool(answer.evidence or answer.flags)),
        level_error=errors.get(f"r{number}-1", ""),
        evidence_error=errors.get(f"e{number}", ""),
        theirs=Answer(**theirs) if theirs else None,
        next=following,
    )


def _note(state: str, number: int, wanted: Mapping[str, Missing], *, is_touched: bool) -> str:
    """What the line at the left says under the criterion's name; of an untouched one its empty ring says enough."""
    if state == "done":
        return ""
    if state == "open":
        return _("No level yet") if is_touched else ""
    return _("Evidence too short") if f"e{number}" in wanted else _("Red flag without words")


def measure_progress(blocks: Sequence[Block], missing: Sequence[Missing]) -> Progress:
    """Return how far the sheet is, with the notches of the bar laid out from 0 to 100 per cent."""
    total = sum(block.weighing.weight for block in blocks)
    # Where no criterion weighs anything (a gate), every notch is as long as the next.
    shares = [block.weighing.weight * 100 / total if total else 100 / len(blocks) for block in blocks]
    kinds: dict[str, list[Missing]] = {}
    for item in missing:
        kinds.setdefault(item.lead or item.label, []).append(item)
    marks, x = [], 0.0
    for block, share in zip(blocks, shares, strict=True):
        marks.append(Mark(f"{x:.2f}%", f"{max(share - 0.6, 0.4):.2f}%", _mark_state(block)))
        x += share
    return Progress(
        done=sum(block.state == "done" for block in blocks),
        total=len(blocks),
        weight=sum(block.weighing.weight for block in blocks if block.state == "done"),
        marks=tuple(marks),
        missing=tuple(missing),
        lines=tuple(Line(items[0].lead, tuple(items)) for items in kinds.values()),
        to_go=sum(not block.answer.is_given for block in blocks),
    )


def _mark_state(block: Block) -> str:
    if block.state == "done":
        return "none" if block.answer.not_assessed else "done"
    return "open" if block.state == "open" else "bad"
