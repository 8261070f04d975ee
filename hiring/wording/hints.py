"""Words that keep the right people away: gendered, ageist, empty, or asking for years and degrees. Pure.

Negations and words in quotation marks do not count (``reading``). Sources are in the rules; those on gender and age
are ours, where no study is named.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hiring.wording.reading import Document, Phrases, Quote, split_phrases
from hiring.wording.rules import Finding, Kind, Rule, find

_OURS = "Ours: wording that adverts are asked to avoid"
_GUIDE = "Seven-step guide: screening beyond buzzwords, credentials over experience"


@dataclass(frozen=True, slots=True)
class Hint:
    rule: Rule
    phrases: tuple[str, ...]


def _hint(name: str, kind: Kind, title: str, phrases: str, why: str, better: str, source: str = _OURS) -> Hint:
    return Hint(Rule(name, kind, title, why, better, source), split_phrases(phrases))


HINTS: tuple[Hint, ...] = (
    _hint(
        "gender.pronoun",
        Kind.GENDER,
        "“He” or “she” for whoever is hired",
        "he; his; him; himself; she; her; hers; herself; he/she; his/her; s/he; he or she; his or her",
        "The text decides who is meant before anybody has applied.",
        "Speak to the reader: “you”, “your”.",
    ),
    _hint(
        "gender.man",
        Kind.GENDER,
        "A word made with “man”",
        """manpower; man hours; man days; man months; chairman; craftsman*; salesman; workmanlike; one man show; one
        man army; man of; manned; middleman; businessman; businessmen; foreman; right hand man""",
        "It names one sex where everybody is meant.",
        "Staff, hours, person days, chair, skill.",
    ),
    _hint(
        "gender.guys",
        Kind.GENDER,
        "“Guys”",
        "guys; brothers; dudes; lads; fellows; girls; ladies",
        "It speaks to a part of the readers.",
        "“Team”, “people”, “colleagues”.",
    ),
    _hint(
        "gender.combat",
        Kind.GENDER,
        "The language of a contest",
        """dominate; dominant; dominating; aggressive; aggressively; fearless; conquer; crush; crush it; killer
        instinct; fight for; warrior*; ruthless; thick skin*; assertive""",
        "Studies of adverts find that such words keep women away and do not bring better people.",
        "Say what is done: “you decide with incomplete data”, “you defend a choice in review”.",
        "Gaucher, Friesen, Kay (2011), gendered wording in job advertisements",
    ),
    _hint(
        "age.young",
        Kind.AGE,
        "“Young”",
        """young team; young company; young and; young talent*; young professional*; young minded; youthful; young at
        heart; young dynamic; dynamic young; young engineers; our team is young""",
        "It tells older people that they are not meant.",
        "Say what is new: the product, the team, the way of working.",
    ),
    _hint(
        "age.native",
        Kind.AGE,
        "“Digital native”",
        "digital native*; grew up with; generation z; gen z; millennial*; generation y",
        "It asks for a year of birth.",
        "Name the tool that must be known.",
    ),
    _hint(
        "age.graduate",
        Kind.AGE,
        "Recent graduates only",
        """recent graduate*; fresh graduate*; freshly graduated; new graduate*; recent grads; new grads; just graduated;
        fresh out of; straight out of; right out of; just finished your""",
        "It asks for an age, and leaves out who comes from another trade.",
        "“No experience in a job is needed”, or name the level.",
    ),
    _hint(
        "age.energy",
        Kind.AGE,
        "Energy as a requirement",
        "energetic; high energy; full of energy; vigorous; hungry; stamina; overqualified; age limit",
        "It stands for an age or for hours without end.",
        "Name the hours, the on-call weeks and the pace of releases.",
    ),
    _hint(
        "buzz.hero",
        Kind.BUZZWORD,
        "Heroes",
        """ninja*; rockstar*; rock star*; rock stars; guru*; wizard*; jedi*; superhero*; hero; heroes; superstar*;
        unicorn*; evangelist; hacker; 10x; 10x engineer*; genius; mastermind; whiz*; black belt""",
        "It says nothing that can be shown, and draws those who think much of themselves.",
        "Name what the person has released and kept running.",
        _GUIDE,
    ),
    _hint(
        "buzz.pace",
        Kind.BUZZWORD,
        "“Fast-paced”",
        """fast paced; work hard play hard; hit the ground running; wear many hats; wearing many hats; many hats;
        whatever it takes; go the extra mile; extra mile; hustle; grind; move fast; 24 7; under pressure; sense of
        urgency; multitask*; juggle""",
        "It warns of long hours and of no plan, without saying either.",
        "Say how often you release, who plans, and how many hours a week it is.",
        _GUIDE,
    ),
    _hint(
        "buzz.praise",
        Kind.BUZZWORD,
        "Praise of ourselves",
        """world class; best in class; cutting edge; bleeding edge; leading edge; state of the art; industry leading;
        next level; market leading; revolutionary; revolutioni*; game changer*; game changing; disrupt*;
        groundbreaking; next generation; innovative; unparalleled; top notch; best of breed""",
        "Every advert says it, so it says nothing.",
        "Say what runs, for how many, and what is hard about it.",
        _GUIDE,
    ),
    _hint(
        "buzz.person",
        Kind.BUZZWORD,
        "Traits that nobody can show",
        """passionate; passion for; self starter*; go getter*; team player*; thinks outside; think outside the box;
        out of the box thinker*; results driven; results oriented; detail oriented; highly motivated; self motivated;
        proactive; can do attitude; strong work ethic; dynamic personality; excellent communication skills;
        strong communication skills; thought leader*""",
        "No interview can score it, and everybody has it in their own words.",
        "Name the situation: “you explain a model’s limits to the head of risk”.",
        _GUIDE,
    ),
    _hint(
        "buzz.trade",
        Kind.BUZZWORD,
        "Words of the trade that hide the work",
        """synergy; synergies; leverage; leveraging; big data; ai first; ai driven; ai transformation; digital
        transformation; harness the power; power of ai; unlock the power; end to end ownership of everything; move
        the needle; paradigm; holistic*; data driven culture; deep dive*""",
        "The reader learns neither the data nor the task.",
        "Name the data, its size, and the decision that the model serves.",
        _GUIDE,
    ),
    _hint(
        "buzz.family",
        Kind.BUZZWORD,
        "“Like a family”",
        "like a family; we are family; we are a family; one big family; family atmosphere; work family",
        "It promises closeness and asks for more than work.",
        "Say how the team meets, and how often.",
    ),
    _hint(
        "buzz.ideas",
        Kind.BUZZWORD,
        "“Find out what to build”",
        "find out what to build; we want to use ai; explore ai; do something with ai; figure out what; bring ai to; "
        "wants to use ai",
        "The hire is expected to find the problem. An unclear task starts slowly, however good the person is.",
        "Name one problem, its number today, and what it should be.",
        "AI Expert Network: clarity of scope before the work starts; rubric jd_outcome level 1",
    ),
    _hint(
        "gender.trade",
        Kind.GENDER,
        "Skill words of one sex",
        "handsome; handyman; housewife; girl friday; secretary with; stewardess; hostess",
        "It describes who did the work in another time.",
        "Name the work.",
    ),
)
YEARS = Rule(
    "years.asked",
    Kind.YEARS,
    "Years of experience",
    "Years count time and not what was done in it. They leave out who learned faster, and say something about age.",
    "Say what somebody has done: “you have kept a model running for a year and can show how”.",
    _GUIDE,
)
DEGREE = Rule(
    "degree.asked",
    Kind.DEGREE,
    "A degree is demanded",
    "A degree stands in for a skill that can be shown, and leaves out who learned it on the job.",
    "Name the skill, or add “or equal evidence”.",
    _GUIDE,
)
CERTIFICATE = Rule(
    "degree.certificate",
    Kind.DEGREE,
    "A certificate is demanded",
    "A certificate shows that a test was passed, and not that a system ran.",
    "Ask for the work that the certificate is about.",
    _GUIDE,
)
RULES: Mapping[str, Rule] = {
    **{hint.rule.id: hint.rule for hint in HINTS},
    **{rule.id: rule for rule in (YEARS, DEGREE, CERTIFICATE)},
}
_PHRASES = Phrases({hint.rule.id: hint.phrases for hint in HINTS})
_DEGREES = Phrases(
    {
        "degree": split_phrases(
            """degree; degrees; university degree; bachelor; bachelors; bachelor's; bachelor's degree; bachelor
            degree; master's; master's degree; masters degree; master degree; master's or phd; bsc; msc; b.sc;
            m.sc; b.tech; m.tech; phd; ph.d; doctorate; doctoral; diploma; academic background; top university;
            top universities; elite universit*; ivy league"""
        ),
        "certificate": split_phrases("certificate; certificates; certification; certifications; certified"),
        "equal": split_phrases(
            """or equivalent; or equal; or comparable; or similar; or the same; equal evidence; equivalent experience;
            equivalent practical; or proven; a plus; preferred; an advantage; nice to have; desirable; a bonus"""
        ),
    }
)
_NUMBERS = frozenset(
    {
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen"),
        *("several", "many"),
    }
)
_REACH = 7


def find_hints(document: Document) -> list[Finding]:
    """Return what the wording rules find, in the order of the table."""
    found = _PHRASES.find(document)
    return [find(hint.rule, found[hint.rule.id]) for hint in HINTS if hint.rule.id in found]


def find_credentials(document: Document) -> dict[Rule, list[Quote]]:
    """Return what is asked of years, degrees and certificates."""
    found = _DEGREES.find(document)
    equal = [quote.start for quote in found.get("equal", ())]  # in order
    degrees = [quote for quote in found.get("degree", ()) if _is_demand(document, quote, equal)]
    wanted = {
        YEARS: list(_find_years(document)),
        DEGREE: degrees,
        CERTIFICATE: [quote for quote in found.get("certificate", ()) if _is_demand(document, quote, equal)],
    }
    return {rule: quotes for rule, quotes in wanted.items() if quotes}


def _is_demand(document: Document, quote: Quote, equal: list[int]) -> bool:
    """Leave out "a high degree of care", and a degree where the line accepts equal evidence or calls it a plus."""
    after = document.text[quote.end : quote.end + 4]
    if quote.words.casefold() == "degree" and after == " of ":
        return False
    following = bisect_left(equal, quote.end)
    return following == len(equal) or "\n" in document.text[quote.end : equal[following]]


def _find_years(document: Document) -> Iterator[Quote]:
    """Yield "5+ years of experience" and the like: a number and years, with experience or a minimum beside."""
    for at, word in enumerate(document.words):
        if word.folded not in {"years", "year", "yrs", "year's", "years'"} or document.aside[at] or at == 0:
            continue
        before = document.words[at - 1].folded
        if not (before.isdecimal() or before in _NUMBERS) or not document.joined[at]:
            continue
        if (last := _end_of_demand(document, at)) is not None:
            yield document.quote(at - 1, last)


def _end_of_demand(document: Document, at: int) -> int | None:
    for after in range(at + 1, min(at + _REACH, len(document.words))):
        if document.begins[after]:
            break
        if document.words[after].folded in {"experience", "experienced", "expertise"}:
            return after
    for back in range(at - 1, max(at - _REACH, -1), -1):
        if document.words[back].folded in {"experience", "minimum", "least"}:
            return at
        if document.begins[back]:
            break
    return None
