"""What the verbs of the library answer with."""

from dataclasses import dataclass, field


@dataclass
class Loaded:
    """What loading a pack did. ``kept`` says in words what a person changed and the library therefore left alone."""

    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def is_unchanged(self) -> bool:
        return not self.made and not self.changed
