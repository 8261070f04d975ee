"""What is wrong with a pack: every problem with its file, key path, line and reason."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One fault of a pack. ``path`` reads like ``criteria[3].levels.2``; ``line`` counts from 1, None when unknown."""

    file: str
    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.path}: {self.reason}" if self.path else f"{place}: {self.reason}"


class PackError(ValueError):
    """A pack is refused whole. ``problems`` holds everything that was found, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Reading:
    """One file while it is read: where each key stands, and what was found wrong so far."""

    file: str
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, path: str, reason: str) -> None:
        self.problems.append(Problem(self.file, path, reason, self._line(path)))

    def is_broken(self, path: str) -> bool:
        """Whether a fault lies at or under this path: a sum over broken parts would only repeat it in other words."""
        return any(
            problem.path == path or problem.path.startswith((f"{path}.", f"{path}[")) for problem in self.problems
        )

    def stop(self) -> None:
        """Raise ``PackError`` with everything found, when anything was."""
        if self.problems:
            raise PackError(sorted(self.problems, key=lambda problem: problem.line or 0))

    def _line(self, path: str) -> int | None:
        """The line of the key, or of the nearest one above it that stands in the file (a missing key has none)."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path)
