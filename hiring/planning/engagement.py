"""Which engagement model the sources would advise, by rules with ids; each rule is a sentence of a source. Pure.

A rule speaks for or against one model where its conditions hold. A rule that decides names the model by itself; else
the models with the most sentences for them, less those against, are advised. What nobody answered sets no rule off.

Worked example, from the Guide to hiring machine learning engineers and AI Expert Network: machine learning is core, the
work goes on, people are needed within weeks, and nobody in the house knows machine learning yet. For a full-time hire
speak FT-CORE, FT-ROADMAP, FT-ADVANTAGE and FT-OWNER, against it FT-SLOW and FT-FIRST: 4 - 2 = 2. For hybrid speak
HY-BALANCE and HY-START: 2. Both are advised, and a person chooses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hiring.benchmarks.terms import Engagement


class Fact(StrEnum):
    """What is asked about the work, in the order of the form."""

    CORE = "core"
    WORK = "work"
    SPEED = "speed"
    EXPERTISE = "expertise"
    CONTROL = "control"
    DATA = "data"
    SKILLS = "skills"
    PROCESS = "process"
    STAGE = "stage"
    HEADCOUNT = "headcount"


CHOICES: Mapping[str, tuple[str, ...]] = {
    Fact.CORE: ("core", "supporting"),
    Fact.WORK: ("ongoing", "project", "proof", "oversight", "evaluation"),
    Fact.SPEED: ("weeks", "months"),
    Fact.EXPERTISE: ("leads", "some", "none"),
    Fact.CONTROL: ("full", "shared"),
    Fact.DATA: ("sensitive", "ordinary"),
    Fact.SKILLS: ("special", "general"),
    Fact.PROCESS: ("essential", "other"),
    Fact.STAGE: ("early", "growth", "mature"),
    Fact.HEADCOUNT: ("ready", "not_yet"),
}
# People from outside: their knowledge has to be handed over, and the choice is looked at again.
EXTERNAL = (
    Engagement.CONTRACT.value,
    Engagement.FRACTIONAL.value,
    Engagement.DEDICATED_TEAM.value,
    Engagement.PARTNER.value,
    Engagement.HYBRID.value,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """``when`` holds for each fact the answers that set the rule off; ``source`` is a tag of the rubric library."""

    id: str
    engagement: str
    when: Mapping[str, tuple[str, ...]]
    quote: str
    source: str
    against: bool = False
    decides: bool = False

    def holds(self, facts: Mapping[str, str]) -> bool:
        return all(facts.get(fact) in answers for fact, answers in self.when.items())


GUIDE, NETWORK, ARORA = "hiringguide", "aiexpertnetwork", "arora2026"
SUITED = "Outsourced ML teams are well suited for: "
DEBT = "Outsourcing it entirely or leaving it to a generalist engineer creates technical debt that compounds fast."
FIRST_STEPS = "For early-stage companies or first-time AI adopters, these challenges can slow progress significantly."
CONTROL = "Full control over models, data, and IP"

RULES = (
    Rule(
        "FT-CORE",
        Engagement.FULL_TIME,
        {Fact.CORE: ("core",), Fact.WORK: ("ongoing",)},
        "A full-time hire makes sense if machine learning is a core, ongoing part of your product.",
        NETWORK,
    ),
    Rule(
        "FT-ROADMAP",
        Engagement.FULL_TIME,
        {Fact.CORE: ("core",), Fact.WORK: ("ongoing",)},
        "If machine learning is core to your product and long-term roadmap, building an internal team makes sense.",
        GUIDE,
    ),
    Rule(
        "FT-ADVANTAGE",
        Engagement.FULL_TIME,
        {Fact.CORE: ("core",)},
        "This approach works best when machine learning is a core competitive advantage rather than a supporting "
        "function.",
        GUIDE,
    ),
    Rule(
        "FT-OWNER",
        Engagement.FULL_TIME,
        {Fact.CORE: ("core",)},
        "If machine learning is central to your product's value proposition, you need someone who owns that system end "
        "to end.",
        NETWORK,
    ),
    Rule("FT-CONTROL", Engagement.FULL_TIME, {Fact.CONTROL: ("full",)}, CONTROL, GUIDE),
    Rule("FT-DATA", Engagement.FULL_TIME, {Fact.DATA: ("sensitive",)}, CONTROL, GUIDE),
    Rule(
        "FT-SLOW",
        Engagement.FULL_TIME,
        {Fact.SPEED: ("weeks",)},
        "However, it comes with high cost and longer hiring cycles.",
        GUIDE,
        against=True,
    ),
    Rule("FT-EARLY", Engagement.FULL_TIME, {Fact.STAGE: ("early",)}, FIRST_STEPS, GUIDE, against=True),
    Rule("FT-FIRST", Engagement.FULL_TIME, {Fact.EXPERTISE: ("none",)}, FIRST_STEPS, GUIDE, against=True),
    Rule(
        "CO-PROJECT",
        Engagement.CONTRACT,
        {Fact.WORK: ("project",)},
        "A contract engagement makes sense for a defined project with a clear deliverable.",
        NETWORK,
    ),
    Rule(
        "CO-SHORT",
        Engagement.CONTRACT,
        {Fact.WORK: ("project", "proof")},
        "Freelancers can be useful for short-term projects or prototypes.",
        GUIDE,
    ),
    Rule(
        "CO-LONG",
        Engagement.CONTRACT,
        {Fact.WORK: ("ongoing",)},
        "However, availability, consistency, and long-term ownership can be risks.",
        GUIDE,
        against=True,
    ),
    Rule("CO-DEBT", Engagement.CONTRACT, {Fact.CORE: ("core",)}, DEBT, NETWORK, against=True),
    Rule(
        "FR-OVERSIGHT",
        Engagement.FRACTIONAL,
        {Fact.WORK: ("oversight",)},
        "A fractional or consulting arrangement makes sense if you need strategic oversight, architecture review, or "
        "periodic model maintenance without a full-time headcount.",
        NETWORK,
        decides=True,
    ),
    Rule(
        "FR-ROADMAP",
        Engagement.FRACTIONAL,
        {Fact.STAGE: ("early",), Fact.HEADCOUNT: ("not_yet",)},
        "This is common in Series A companies that have ML in the roadmap but are not ready to staff a full team.",
        NETWORK,
    ),
    Rule(
        "DT-SPEED",
        Engagement.DEDICATED_TEAM,
        {Fact.SPEED: ("weeks",)},
        "This model offers faster onboarding, proven expertise, and flexibility.",
        GUIDE,
    ),
    Rule(
        "DT-SMALL",
        Engagement.DEDICATED_TEAM,
        {Fact.STAGE: ("early", "growth")},
        "This approach is often cost-effective for startups and mid-sized companies.",
        GUIDE,
    ),
    Rule(
        "DT-NOBODY",
        Engagement.DEDICATED_TEAM,
        {Fact.EXPERTISE: ("none",)},
        f"{SUITED}Organizations without internal AI leadership",
        GUIDE,
    ),
    Rule("DT-DEBT", Engagement.DEDICATED_TEAM, {Fact.CORE: ("core",)}, DEBT, NETWORK, against=True),
    Rule(
        "PA-SPEED",
        Engagement.PARTNER,
        {Fact.SPEED: ("weeks",)},
        "If you need speed, flexibility, or specialized expertise, partnering with experienced ML engineers often "
        "delivers better ROI.",
        GUIDE,
    ),
    Rule("PA-PROOF", Engagement.PARTNER, {Fact.WORK: ("proof",)}, f"{SUITED}Proofs of concept and MVPs", GUIDE),
    Rule("PA-SPECIAL", Engagement.PARTNER, {Fact.SKILLS: ("special",)}, f"{SUITED}Specialized AI use cases", GUIDE),
    Rule(
        "PA-ESSENTIAL",
        Engagement.PARTNER,
        {Fact.PROCESS: ("essential",), Fact.EXPERTISE: ("none", "some")},
        "The enterprise gets dedicated machine learning teams, MLOps professionals, cloud architects, and governance "
        "capabilities from the get-go.",
        ARORA,
    ),
    Rule("PA-DEBT", Engagement.PARTNER, {Fact.CORE: ("core",)}, DEBT, NETWORK, against=True),
    Rule(
        "HY-MATURE",
        Engagement.HYBRID,
        {Fact.STAGE: ("mature",)},
        "Many mature organizations adopt a hybrid model that combines in-house leadership with outsourced execution.",
        GUIDE,
    ),
    Rule(
        "HY-BALANCE",
        Engagement.HYBRID,
        {Fact.CORE: ("core",), Fact.SPEED: ("weeks",)},
        "This approach balances control, cost, and speed effectively.",
        GUIDE,
    ),
    Rule(
        "HY-START",
        Engagement.HYBRID,
        {Fact.CORE: ("core",), Fact.EXPERTISE: ("none", "some")},
        "Many successful companies start with external experts and transition to internal teams later.",
        GUIDE,
    ),
    Rule(
        "AU-EVALUATE",
        Engagement.AUDIT,
        {Fact.WORK: ("evaluation",)},
        "An experienced ML engineer can audit a vendor's claims, evaluate an existing model's performance, and tell "
        "you whether what you are paying for is actually working.",
        NETWORK,
        decides=True,
    ),
)

# The guide on strategy by the stage of a company.
STRATEGY = "Early stages focus on speed and validation. Later stages emphasize scalability, governance, and innovation."
RISKS_OF_OTHERS = (
    "Lack of domain understanding",
    "Communication gaps",
    "Knowledge transfer issues",
    "Over-reliance on external teams",
)
# What the sources name as risks of a model (all of the guide); None are named for fractional work and audits.
RISKS: Mapping[str, tuple[str, ...]] = {
    Engagement.FULL_TIME: (
        "Long hiring cycles",
        "High salary and benefit costs",
        "Risk of hiring mismatches",
        "Dependency on key individuals",
    ),
    Engagement.CONTRACT: ("However, availability, consistency, and long-term ownership can be risks.",),
    Engagement.DEDICATED_TEAM: RISKS_OF_OTHERS,
    Engagement.PARTNER: RISKS_OF_OTHERS,
    Engagement.HYBRID: RISKS_OF_OTHERS,
}
# How knowledge is handed over: the mitigations of the guide, in its words.
STEPS: Mapping[str, str] = {
    "documentation": "Clear documentation",
    "ownership": "Defined ownership",
    "communication": "Regular communication",
    "capability": "Gradual internal capability building",
}
# The guide's signals for moving in-house.
SIGNALS: Mapping[str, str] = {
    "core": "AI becoming core to the product",
    "workflows": "Stable, repeatable ML workflows",
    "data": "Sufficient internal data maturity",
    "budget": "Budget for long-term investment",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What the sources say of one model; ``balance`` is sentences for it less sentences against it."""

    engagement: str
    speaks_for: tuple[Rule, ...]
    speaks_against: tuple[Rule, ...]
    is_advised: bool = False

    @property
    def balance(self) -> int:
        return len(self.speaks_for) - len(self.speaks_against)


def advise(facts: Mapping[str, str]) -> tuple[Advice, ...]:
    """Return what the rules say of each model of which they say something, those that are advised first."""
    found = list(_gather(facts))
    decided = {rule.engagement for rule in RULES if rule.decides and rule.holds(facts)}
    best = max((one.balance for one in found if one.speaks_for), default=0)
    advised = decided or {one.engagement for one in found if one.speaks_for and one.balance == best > 0}
    marked = [Advice(one.engagement, one.speaks_for, one.speaks_against, one.engagement in advised) for one in found]
    return tuple(sorted(marked, key=lambda one: (not one.is_advised, -one.balance)))


def _gather(facts: Mapping[str, str]) -> Iterator[Advice]:
    for engagement in Engagement:
        held = [rule for rule in RULES if rule.engagement == engagement and rule.holds(facts)]
        if held:
            yield Advice(
                engagement.value,
                tuple(rule for rule in held if not rule.against),
                tuple(rule for rule in held if rule.against),
            )


def find_faults(facts: Mapping[str, str]) -> dict[str, str]:
    """Return the facts whose answer is none of theirs, and what is no fact, each with what was answered."""
    return {fact: answer for fact, answer in facts.items() if answer not in CHOICES.get(fact, ())}
