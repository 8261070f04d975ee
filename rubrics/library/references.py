"""What the parts of a pack say about each other: keys are unique and exist, weights are complete and sum to 100."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from rubrics.library.pack import ChecklistPack, LibraryPack, Process, Profile, Rubric
from rubrics.library.problems import Reading


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


class ReferenceCheck:
    def __init__(self, pack: LibraryPack, reading: Reading) -> None:
        self.pack, self.reading = pack, reading
        self.criteria = {criterion.key: criterion for criterion in pack.criteria}
        self.rubrics = {rubric.key: rubric for rubric in pack.rubrics}
        self.processes = {process.key: process for process in pack.processes}

    def run(self) -> None:
        pack = self.pack
        lists: dict[str, Iterable[Keyed]] = {
            "criteria": pack.criteria,
            "rubrics": pack.rubrics,
            "processes": pack.processes,
            "profiles": pack.profiles,
            "seniority": pack.seniority,
        }
        for name, entries in lists.items():
            self.check_unique([entry.key for entry in entries], name, "key")
        self.check_unique([source.tag for source in pack.sources], "sources", "tag")
        self.check_scale()
        self.check_groups()
        for index, rubric in enumerate(pack.rubrics):
            self.check_rubric(rubric, f"rubrics[{index}]")
        for index, process in enumerate(pack.processes):
            self.check_process(process, f"processes[{index}]")
        for index, profile in enumerate(pack.profiles):
            self.check_profile(profile, f"profiles[{index}]")
        for index, seniority in enumerate(pack.seniority):
            self.check_must_haves(seniority.must_have_off, f"seniority[{index}]")

    def check_unique(self, keys: list[str], name: str, field: str) -> None:
        for index, key in enumerate(keys):
            if key and key in keys[:index]:
                first = keys.index(key)
                self.reading.refuse(f"{name}[{index}].{field}", f"{key} stands twice, first as {name}[{first}].")

    def check_scale(self) -> None:
        levels = [point.level for point in self.pack.scale]
        if levels != [1, 2, 3, 4, 5] and not self.reading.is_broken("scale"):
            self.reading.refuse("scale", "The five levels 1 to 5 are wanted, each once and in order.")

    def check_groups(self) -> None:
        stages = [stage for group in self.pack.groups.values() for stage in group]
        for name, group in self.pack.groups.items():
            for index, stage in enumerate(group):
                if stages.count(stage) > 1:
                    self.reading.refuse(f"groups.{name}[{index}]", f"The stage {stage} stands in two groups.")
        for index, criterion in enumerate(self.pack.criteria):
            if criterion.stage and criterion.stage not in stages:
                self.reading.refuse(f"criteria[{index}].stage", f"No group has the stage {criterion.stage}.")

    def check_rubric(self, rubric: Rubric, path: str) -> None:
        names = [item.criterion for item in rubric.criteria]
        for index, name in enumerate(names):
            inner = f"{path}.criteria[{index}].criterion"
            self.check_known(name, self.criteria, inner, "criterion")
            if name and name in names[:index]:
                self.reading.refuse(inner, f"{name} stands twice in this rubric.")
        self.check_sum([item.weight for item in rubric.criteria], f"{path}.criteria")
        self.check_known(rubric.process, self.processes, f"{path}.process", "process")
        process = self.processes.get(rubric.process)
        if process and rubric.key and rubric.key not in [step.rubric for step in process.steps]:
            self.reading.refuse(f"{path}.process", f"{rubric.process} has no step with this rubric.")
        if rubric.exercise_from:
            self.check_known(rubric.exercise_from, self.rubrics, f"{path}.exercise_from", "rubric")
            lender = self.rubrics.get(rubric.exercise_from)
            if lender and not lender.exercise:
                self.reading.refuse(f"{path}.exercise_from", f"{lender.key} has no exercise of its own.")

    def check_process(self, process: Process, path: str) -> None:
        names = [step.rubric for step in process.steps]
        for index, step in enumerate(process.steps):
            inner = f"{path}.steps[{index}]"
            self.check_known(step.rubric, self.rubrics, f"{inner}.rubric", "rubric")
            if step.rubric and step.rubric in names[:index]:
                self.reading.refuse(f"{inner}.rubric", f"{step.rubric} stands twice in this process.")
            rubric = self.rubrics.get(step.rubric)
            if rubric:
                self.check_step(rubric, process, index, step.weight, inner)
        self.check_sum([step.weight for step in process.steps], f"{path}.steps")
        self.check_headings(process, path)

    def check_step(self, rubric: Rubric, process: Process, index: int, weight: int, path: str) -> None:
        if rubric.process and rubric.process != process.key:
            self.reading.refuse(f"{path}.rubric", f"{rubric.key} belongs to the process {rubric.process}.")
        elif rubric.step != index + 1:
            self.reading.refuse(f"{path}.rubric", f"{rubric.key} says that it is step {rubric.step}.")
        if rubric.subject == "job" and weight:
            self.reading.refuse(f"{path}.step_weight", "A rubric of the job is a gate: its weight is 0.")
        if rubric.subject == "candidate" and not weight:
            self.reading.refuse(f"{path}.step_weight", "Only a gate, a rubric of the job, has the weight 0.")

    def check_headings(self, process: Process, path: str) -> None:
        """With a decision view, each rubric of a candidate stands under exactly one heading."""
        if not process.headings:
            return
        steps = [step.rubric for step in process.steps]
        shown: list[str] = []
        for index, heading in enumerate(process.headings):
            for place, name in enumerate(heading.rubrics):
                inner = f"{path}.decision_view[{index}].rubrics[{place}]"
                if name not in steps:
                    self.reading.refuse(inner, f"{process.key} has no step with the rubric {name}.")
                elif name in shown:
                    self.reading.refuse(inner, f"{name} stands under two headings.")
                shown.append(name)
        for name in steps:
            rubric = self.rubrics.get(name)
            if rubric and rubric.subject == "candidate" and name not in shown:
                self.reading.refuse(f"{path}.decision_view", f"{name} stands under no heading.")

    def check_profile(self, profile: Profile, path: str) -> None:
        for name, weights in profile.overrides.items():
            inner = f"{path}.overrides.{name}"
            self.check_known(name, self.rubrics, inner, "rubric")
            if name in self.rubrics:
                wanted = [item.criterion for item in self.rubrics[name].criteria]
                self.check_weights(weights, wanted, inner, "criterion")
        for name, weights in profile.step_weights.items():
            inner = f"{path}.step_weights.{name}"
            self.check_known(name, self.processes, inner, "process")
            if name in self.processes:
                self.check_weights(weights, [step.rubric for step in self.processes[name].steps], inner, "rubric")
                self.check_gates(weights, self.processes[name], inner)
        self.check_must_haves(profile.must_have_off, path)

    def check_gates(self, weights: Mapping[str, int], process: Process, path: str) -> None:
        """A profile weighs the steps that the process weighs: gates stay gates, and no step becomes one."""
        for step in process.steps:
            if step.rubric in weights and (weights[step.rubric] == 0) != (step.weight == 0):
                self.reading.refuse(f"{path}.{step.rubric}", "Gates, of weight 0, are the same as in the process.")

    def check_must_haves(self, keys: Iterable[str], path: str) -> None:
        for index, key in enumerate(keys):
            inner = f"{path}.must_have_off[{index}]"
            self.check_known(key, self.criteria, inner, "criterion")
            if key in self.criteria and not self.criteria[key].must_have:
                self.reading.refuse(inner, f"{key} is no must-have.")

    def check_known(self, key: str, known: Collection[str], path: str, kind: str) -> None:
        if key and key not in known:
            self.reading.refuse(path, f"There is no {kind} {key}.")

    def check_weights(self, weights: Mapping[str, int], wanted: Collection[str], path: str, kind: str) -> None:
        if self.check_complete(weights, wanted, path, kind):
            self.check_sum(weights.values(), path)

    def check_complete(self, found: Collection[str], wanted: Collection[str], path: str, kind: str) -> bool:
        for name in wanted:
            if name not in found:
                self.reading.refuse(path, f"The {kind} {name} is missing.")
        for name in found:
            if name not in wanted:
                self.reading.refuse(f"{path}.{name}", f"There is no {kind} {name} here.")
        return set(found) == set(wanted)

    def check_sum(self, weights: Iterable[int], path: str) -> None:
        total = sum(weights)
        if total != 100 and not self.reading.is_broken(path):
            self.reading.refuse(path, f"The weights sum to {total}, not 100.")


def check_checklist(checklist: ChecklistPack, criteria: Collection[str], reading: Reading) -> None:
    """Tests are unique and name criteria that exist."""
    seen: set[str] = set()
    for place, section in enumerate(checklist.sections):
        for index, test in enumerate(section.tests):
            path = f"sections[{place}].tests[{index}]"
            if test.id and test.id in seen:
                reading.refuse(f"{path}.id", f"{test.id} stands twice.")
            seen.add(test.id)
            for number, key in enumerate(test.criteria):
                if key not in criteria:
                    reading.refuse(f"{path}.criteria[{number}]", f"There is no criterion {key}.")
