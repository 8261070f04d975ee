"""The table of allowed moves: from which states each kind may start, and to which state it leads."""

from dataclasses import dataclass

from candidates.applications.models import ApplicationState as State
from candidates.applications.models import MoveKind


@dataclass(frozen=True, slots=True)
class Rule:
    """``to`` is the state after the move; ``changes_stage`` says whether the application changes its column."""

    starts: frozenset[str]
    to: str
    changes_stage: bool = False


_ACTIVE = frozenset({State.ACTIVE})
_OPEN = frozenset({State.ACTIVE, State.ON_HOLD})

ALLOWED: dict[str, Rule] = {
    MoveKind.PASS_ON: Rule(_OPEN, State.ACTIVE, changes_stage=True),
    MoveKind.ADVANCE: Rule(_OPEN, State.ACTIVE, changes_stage=True),
    MoveKind.BACK: Rule(_OPEN, State.ACTIVE, changes_stage=True),
    MoveKind.HOLD: Rule(_ACTIVE, State.ON_HOLD),
    MoveKind.RESUME: Rule(frozenset({State.ON_HOLD}), State.ACTIVE),
    MoveKind.REJECT: Rule(_OPEN, State.REJECTED),
    MoveKind.WITHDRAW: Rule(_OPEN, State.WITHDRAWN),
    MoveKind.HIRE: Rule(_OPEN, State.HIRED),
}

# What an undo may take back. Undoing is a further move to where the application stood before.
UNDOABLE = frozenset(
    {MoveKind.PASS_ON, MoveKind.ADVANCE, MoveKind.BACK, MoveKind.HOLD, MoveKind.REJECT, MoveKind.WITHDRAW}
)
