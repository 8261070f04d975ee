"""The figures that an organisation sets. Defaults are the rubric library's judgement, not evidence."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rubrics.scoring.arithmetic import exact
from rubrics.scoring.errors import BadFigure
from rubrics.scoring.marks import HIGHEST_LEVEL, LOWEST_LEVEL
from rubrics.scoring.summary import APART


@dataclass(frozen=True, slots=True)
class Policy:
    """`coverage`: share of the weight that must be assessed, 0 to 1. `disagreement`: levels between two
    raters on a must-have from which a stage holds, 1 to 4. `job_reviews`: submitted reviews a job
    description needs, 1 or more. `job_score`: rubric score it needs, a level; None where a gate asks for
    must-haves alone. `evidence_min`: characters of an observation, 1 or more, since a rating without one is
    never taken.

    Errors: InexactNumber, BadFigure.
    """

    coverage: Fraction = Fraction(7, 10)
    disagreement: int = APART
    job_reviews: int = 2
    job_score: Fraction | None = Fraction(3)
    evidence_min: int = 40

    def __post_init__(self) -> None:
        object.__setattr__(self, "coverage", exact(self.coverage))
        if not 0 <= self.coverage <= 1:
            raise BadFigure("coverage", self.coverage, "a share from 0 to 1")
        if not 1 <= self.disagreement <= HIGHEST_LEVEL - LOWEST_LEVEL:
            raise BadFigure("disagreement", self.disagreement, "1 to 4 levels")
        if self.job_reviews < 1:
            raise BadFigure("job_reviews", self.job_reviews, "1 or more")
        if self.evidence_min < 1:
            raise BadFigure("evidence_min", self.evidence_min, "1 or more")
        if self.job_score is not None:
            object.__setattr__(self, "job_score", exact(self.job_score))
            if not LOWEST_LEVEL <= self.job_score <= HIGHEST_LEVEL:
                raise BadFigure("job_score", self.job_score, "a level from 1 to 5")
