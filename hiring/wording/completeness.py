"""Which parts of a job description are there, and why one is missing. Pure."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hiring.wording.parts import HEADINGS, OUTCOME_LABELS, Parts, read_parts
from hiring.wording.reading import Document, Phrases, Quote, split_phrases
from hiring.wording.rules import Finding, Kind, Rule, find
from hiring.wording.sections import read_lines, read_sections, words_between
from hiring.wording.signs import SPECIALISMS

_STEP_1 = "Seven-step guide, step 1: create a role-specific job description"
_START = "AI Expert Network, onboarding for fast results"

TASK_ONLY = Rule(
    "outcome.task_only",
    Kind.OUTCOME,
    "Deploying the model is no business outcome",
    "After 90 days something must be different for users or the business. That a model is deployed says only that "
    "work was done.",
    "Name a number, what it is today, what it should be, and the system in which it shows: “churn scores in under 100 "
    "ms, inside the CRM”.",
    _START,
)
NOT_SMALL = Rule(
    "outcome.first_project_large",
    Kind.OUTCOME,
    "The first project is not small",
    "A first project that can be completed shows gaps early and gives a win to build on. These words are of something "
    "that takes a year.",
    "Choose one use case with high effect, and name the others as what comes later.",
    "Padmani 2026: start small; AI Expert Network, onboarding for fast results",
)
ONLY_READING = Rule(
    "outcome.only_reading_in",
    Kind.OUTCOME,
    "Reading in is no deliverable",
    "Two weeks of documentation show nobody what the person can do. A deliverable can be completed and seen.",
    "Name one thing that is done after 30 days: a model moved, a check that runs, a report that somebody uses.",
    _START,
)
RULES: Mapping[str, Rule] = {rule.id: rule for rule in (TASK_ONLY, NOT_SMALL, ONLY_READING)}


@dataclass(frozen=True, slots=True)
class PartState:
    """One part: whether the text has it, why that is said, and the words that say so."""

    id: str
    title: str
    present: bool
    reason: str
    source: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Completeness:
    """The parts in the order of the builder, and what is wrong about those that are there."""

    parts: tuple[PartState, ...]
    findings: tuple[Finding, ...]

    @property
    def present(self) -> int:
        return sum(part.present for part in self.parts)


_TITLES: Mapping[str, str] = {
    **HEADINGS,
    "first_project": "First project, small",
    "first_30_days": "Deliverable of the first 30 days",
    "outcome": "Business outcome after 90 days",
}
_WORDS = Phrases(
    {
        "task": tuple(
            phrase
            for specialism in SPECIALISMS
            if specialism.family != "infrastructure"
            for phrase in specialism.phrases
        )
        + split_phrases(
            "classification; clustering; optimisation; reinforcement learning; ml platform; ml infrastructure"
        ),
        "owned": split_phrases(
            """own; owns; ownership; share; shared; responsible; on call; you run; you approve; roll back; hand over;
            hands over; another team runs; you operate; you maintain"""
        ),
        "production": split_phrases(
            "production; live; serving; deployment; release; releases; model; models; experiment; experiments; system"
        ),
        "deploy": split_phrases("deploy*; release*; roll out; rolling update*; canary"),
        "watch": split_phrases("monitor*; drift; alert*; watch; watches"),
        "renew": split_phrases("retrain*; rollback; roll back; versioning; model registry"),
        "automate": split_phrases("ci/cd; mlops; ml ops; pipeline; pipelines; automate*; on call"),
        "tool": split_phrases(
            """python; java; scala; rust; golang; sql; docker; kubernetes; aws; azure; gcp; google cloud; sagemaker;
            vertex ai; databricks; snowflake; bigquery; spark; kafka; flink; airflow; prefect; dagster; kubeflow;
            mlflow; argo; ray; pytorch; tensorflow; jax; keras; scikit learn; sklearn; xgboost; lightgbm; hugging
            face; langchain; openai; fastapi; bentoml; torchserve; triton; feast; terraform; prometheus; grafana;
            github actions; gitlab; jenkins; postgresql; postgres; redis; dbt; pandas; jupyter*; onnx; pinecone;
            bedrock; weights and biases"""
        ),
        "domain": split_phrases(
            """payment*; fraud; bank*; insurance; insurer*; fintech; credit; lending; trading; finance; retail; e
            commerce; ecommerce; shop; shops; marketplace; logistics; parcel*; shipping; supply chain; mobility;
            automotive; aviation; travel; hotel*; health*; medical; hospital*; clinical; pharma*; biotech; energy;
            grid; utilities; manufacturing; factory; factories; machines; agricultur*; farm*; food; education;
            media; publishing; advertis*; marketing; gaming; games; telecom*; real estate; property; construction;
            legal; tax; public sector; government; security; cybersecurity; customer support; support assistant;
            help pages; human resources; sport*; music; streaming service*"""
        ),
    }
)
_FIRST_PROJECT = Phrases(
    {
        "named": split_phrases(
            """first project; first task; first use case; first piece of work; start with; begin with; you move one;
            your first model; first thing"""
        ),
        "large": split_phrases(
            """from scratch; everything; all models; all our models; whole platform; entire platform; entire; company
            wide; all teams; every team; rebuild; replace the platform; complete platform; all use cases; ai
            strategy"""
        ),
    }
)
_THIRTY = Phrases(
    {
        "named": split_phrases(
            """first 30 days; in 30 days; within 30 days; after 30 days; by day 30; day 30; 30 day; first thirty days;
            first month; first four weeks; within a month; after a month"""
        ),
        "delivered": split_phrases(
            """move; moves; moved; ship*; deliver*; release*; build; builds; built; write; replace*; migrat*; add;
            adds; measure; publish*; fix; fixes; connect*; report; reports; launch*; runs; running; cut; cuts;
            reduce*; complete*; answers; have; live; automate*; test; tests; check; checks; dashboard"""
        ),
        "reading": split_phrases(
            """get to know; getting to know; documentation; onboarding; onboard; familiari*; learn; learning; meet
            the team; ramp up; understand; read; shadow; settle in"""
        ),
    }
)
_NINETY = Phrases(
    {
        "named": split_phrases(
            """after 90 days; in 90 days; within 90 days; first 90 days; next 90 days; your 90 days; 90 day; day 90;
            ninety days; after three months; first three months; within three months; in three months; after 3
            months; first 3 months"""
        ),
        "metric": split_phrases(
            """latency; ms; milliseconds; seconds; minutes; hours; days from; time from; time to; percent; per cent;
            percentile; precision; recall; rate; share of; cost; costs; revenue; conversion; savings; errors;
            error rate; false positives; complaints; tickets; downtime; uptime; throughput; requests; euro; euros;
            eur; usd; dollars; churn; returns; false alarms; lead time; number of; volume; losses; loss; stock
            outs; satisfaction"""
        ),
        "baseline": split_phrases("today; now; currently; at present; baseline; so far; from; instead of; current"),
        "target": split_phrases(
            "under; below; at most; at least; less than; more than; above; target; to; falls; rises; cut; half; "
            "halve; halved; within"
        ),
        "system": split_phrases(
            """system; service; crm; erp; dashboard; platform; pipeline; app; application; product; website; shop;
            api; board; live traffic; production; checkout; card payment*; approvals; call centre; call center;
            warehouse; data warehouse; ticket system; help desk; website"""
        ),
        "task": split_phrases(
            """deploy the model; deploy a model; deploy your model; deploy our model; deploy models; deployed the
            model; model is deployed; model deployed; deploying the model; model in production; model into
            production; model to production; models into production; models to production; ship the model; ship a
            model; launch the model; release the model; train the model; train a model; model is live; model live;
            finish the pipeline; build the pipeline; build a pipeline; set up mlops"""
        ),
    }
)
_EMPTY = {"tbd", "todo", "to be defined", "to be decided", "n a", "none", "xxx", "later"}
_SENTENCE_ENDS = ".!?\n"


def check_completeness(document: Document, parts: Parts | None = None) -> Completeness:
    """Return which of the eight parts a text has, with reasons and quotes. ``parts`` are the answers of the builder;
    without them they are read from the headings of the text. What stands under a part's own heading counts when
    it says something; else the words of the whole text are looked through. Worked example: "After 90 days fraud
    scores take under 100 ms (today 140 ms) on the live dashboard." has the metric (ms), today's value, a target
    (under) and a system (dashboard): the outcome is present, the other seven parts but the type of ML work and
    the domain (fraud) are missing. Source: the seven-step guide, step 1 (five parts); AI Expert Network (30 and
    90 days); Padmani 2026 (start small)."""
    answers = parts if parts is not None else read_parts(document.text)[0]
    found = _WORDS.find(document)
    told = {
        "ml_work": _of_words(
            found, ("task",), 1, "No kind of ML work is named: language, vision, prediction, generation."
        ),
        "production": _production(found),
        "mlops": _of_words(
            found,
            ("deploy", "watch", "renew", "automate"),
            2,
            "Fewer than two are named of deploying, watching, retraining and automating.",
        ),
        "tools": _tools(found),
        "domain": _of_words(found, ("domain",), 1, "No business is named in which the models work."),
    }
    states = [
        _five(name, answers, told[name], document) for name in ("ml_work", "production", "mlops", "tools", "domain")
    ]
    findings: list[Finding] = []
    for check in (_check_first_project, _check_30_days, _check_90_days):
        state, more = check(document, answers)
        states.append(state)
        findings += more
    return Completeness(tuple(states), tuple(findings))


Told = tuple[bool, str, tuple[Quote, ...]]


def _of_words(found: Mapping[str, Sequence[Quote]], groups: Sequence[str], least: int, lacks: str) -> Told:
    """Hold that words of at least ``least`` of the groups are there."""
    shown = [found[group][0] for group in groups if group in found]
    if len(shown) < least:
        return False, lacks, tuple(shown)
    return True, "The words say so.", tuple(shown)


def _production(found: Mapping[str, Sequence[Quote]]) -> Told:
    if "owned" not in found or "production" not in found:
        return False, "Who owns what in production is not said: own, share, hand over, on call.", ()
    return True, "The words say so.", (found["owned"][0], found["production"][0])


def _tools(found: Mapping[str, Sequence[Quote]]) -> Told:
    named: dict[str, Quote] = {}
    for quote in found.get("tool", ()):
        named.setdefault(quote.words.casefold(), quote)
    quotes = tuple(named.values())[:6]
    if len(named) < 2:
        return False, "Fewer than two tools or platforms are named.", quotes
    return True, f"{len(named)} tools and platforms are named.", quotes


def _five(name: str, answers: Parts, told: Told, document: Document) -> PartState:
    """A part of the job description: by its own heading, else by the words of the text."""
    answer = {
        "production": answers.production or answers.production_more,
        "mlops": " ".join(answers.mlops) or answers.mlops_more,
    }.get(name) or str(getattr(answers, name))
    if says_something(answer):
        return PartState(name, _TITLES[name], True, f"It stands under “{HEADINGS[name]}”.", _STEP_1)
    present, reason, quotes = told
    return PartState(name, _TITLES[name], present, reason, _STEP_1, quotes)


def says_something(answer: str) -> bool:
    """Tell whether an answer is more than a placeholder."""
    return any(char.isalnum() for char in answer) and answer.casefold().strip(" .!-*…").replace("/", " ") not in _EMPTY


def _named(document: Document, phrases: Phrases) -> list[Quote]:
    """Return where the key "named" is found; a heading under which nothing is said names nothing."""
    empty = [
        (section.start, section.lines[0].start if section.lines else section.end)
        for section in read_sections(document.text)
        if section.heading is not None and not says_something(section.body)
    ]
    found = phrases.find(document).get("named", [])
    at = [bisect_right(empty, (quote.start, len(document.text))) for quote in found]
    return [quote for quote, after in zip(found, at, strict=True) if not after or quote.start >= empty[after - 1][1]]


def _check_first_project(document: Document, answers: Parts) -> tuple[PartState, list[Finding]]:
    if says_something(answers.first_project):
        first, last = _place_of(document, answers.first_project)
        reason, quotes = f"It stands under “{HEADINGS['first_project']}”.", []
    else:
        quotes = _named(document, _FIRST_PROJECT)
        if not quotes:
            reason = "No first project is named that can be completed."
            return PartState("first_project", _TITLES["first_project"], False, reason, _START), []
        first, last = _sentence(document, quotes[0])
        reason = "The words say so."
    large = _FIRST_PROJECT.find(document, first=first, last=last).get("large", [])
    state = PartState("first_project", _TITLES["first_project"], True, reason, _START, tuple(quotes[:3]))
    return state, [find(NOT_SMALL, large)] if large else []


def _check_30_days(document: Document, answers: Parts) -> tuple[PartState, list[Finding]]:
    name = "first_30_days"
    if says_something(answers.first_30_days):
        passages = [_place_of(document, answers.first_30_days)]
        quotes: list[Quote] = []
    else:
        quotes = _named(document, _THIRTY)[:3]
        passages = [_sentence(document, quote) for quote in quotes]
    if not passages:
        return PartState(name, _TITLES[name], False, "The first 30 days are not mentioned.", _START), []
    found = [_THIRTY.find(document, first=first, last=last) for first, last in passages]
    reading = [quote for one in found for quote in one.get("reading", ())]
    delivered = [quote for one in found for quote in one.get("delivered", ())]
    if reading and not delivered:
        reason = "It is about reading in, and nothing is delivered."
        return PartState(name, _TITLES[name], False, reason, _START, tuple(reading[:3])), [find(ONLY_READING, reading)]
    if not delivered and quotes:
        reason = "The 30 days are mentioned, but not what is done by then."
        return PartState(name, _TITLES[name], False, reason, _START, tuple(quotes)), []
    reason = "The words say so." if quotes else f"It stands under “{HEADINGS[name]}”."
    return PartState(name, _TITLES[name], True, reason, _START, tuple([*quotes, *delivered][:4])), []


def _check_90_days(document: Document, answers: Parts) -> tuple[PartState, list[Finding]]:
    name = "outcome"
    labelled = {label: getattr(answers, label) for label in OUTCOME_LABELS if says_something(getattr(answers, label))}
    quotes = _NINETY.find(document).get("named", [])
    passages = {str(quote.start): _passage(document, quote) for quote in quotes[:3]}
    if labelled:
        passages = {label: _place_of(document, value, ":** ", ": ") for label, value in labelled.items()}
    if not passages:
        return PartState(name, _TITLES[name], False, "What is different after 90 days is not said.", _START), []
    words = {label: _NINETY.find(document, first=first, last=last) for label, (first, last) in passages.items()}
    found = _put_together(words.values())
    numbers = any(_has_number(document, first, last, quotes) for first, last in passages.values())
    about = words.get("metric", {}) if labelled else found
    measured = "metric" in about and (numbers or bool(labelled))
    if (tasks := about.get("task")) and not measured:
        reason = "It is a task and no business outcome: no number of the business or its users changes."
        return PartState(name, _TITLES[name], False, reason, _START, tuple(tasks[:3])), [find(TASK_ONLY, tasks)]
    has = labelled.__contains__ if labelled else _in_words(found, numbers)
    missing = [key for key in OUTCOME_LABELS if not has(key)]
    shown = tuple(quotes[:1]) + tuple(
        found[key][0] for key in ("metric", "baseline", "target", "system") if key in found
    )
    return PartState(name, _TITLES[name], not missing, _say_missing(missing), _START, shown), []


def _put_together(words: Iterable[Mapping[str, Sequence[Quote]]]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for one in words:
        for key, quotes in one.items():
            found.setdefault(key, []).extend(quotes)
    return found


def _in_words(found: Mapping[str, Sequence[Quote]], numbers: bool) -> Callable[[str], bool]:
    """A metric or a target without a number is none."""
    return lambda key: key in found and (numbers or key in {"baseline", "system"})


_NAMES = {
    "metric": "a metric",
    "baseline": "its value today",
    "target": "a target",
    "system": "the system in which it shows",
}


def _say_missing(missing: Sequence[str]) -> str:
    if not missing:
        return "Metric, value today, target and system are there."
    *some, last = (_NAMES[key] for key in missing)
    return f"Missing: {', '.join(some)}{' and ' if some else ''}{last}."


def _has_number(document: Document, first: int, last: int, named: Sequence[Quote]) -> bool:
    """Tell whether a number stands there that is not the 90 of the 90 days."""
    apart = [(quote.start, quote.end) for quote in named[:20]]
    return any(
        any(char.isdigit() for char in word.folded) and not any(start <= word.start < end for start, end in apart)
        for word in document.words[first:last]
    )


def _place_of(document: Document, answer: str, *behind: str) -> tuple[int, int]:
    """Return the words of an answer of the builder in its text, where they stand ``behind`` one of these if they do.

    All words where it does not stand there as it is.
    """
    line = answer.strip().split("\n", 1)[0]
    for mark in (*behind, "\n\n", ""):
        if (start := document.text.find(f"{mark}{line}")) >= 0:
            start += len(mark)
            return words_between(document, start, start + len(answer))
    return 0, len(document.words)


def _sentence(document: Document, quote: Quote) -> tuple[int, int]:
    """Return the words of the sentence of a quote, and of the one after: "In the first 30 days: ..." goes on there."""
    text = document.text
    start = max(text.rfind(end, 0, quote.start) for end in _SENTENCE_ENDS) + 1
    stop = quote.end
    for _sentences in range(2):
        ends = [place for end in _SENTENCE_ENDS if (place := text.find(end, stop + 1)) >= 0]
        stop = min(ends, default=len(text))
    return words_between(document, start, stop)


def _passage(document: Document, quote: Quote) -> tuple[int, int]:
    """Return the words about a quote: its section where it stands in a heading, else its paragraph."""
    lines = list(read_lines(document.text))
    at = next(number for number, line in enumerate(lines) if line.end >= quote.start)
    is_heading = lines[at].heading is not None
    first = last = at
    while not is_heading and first > 0 and lines[first - 1].text.strip() and lines[first - 1].heading is None:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].heading is None and (is_heading or lines[last + 1].text.strip()):
        last += 1
    return words_between(document, lines[first].start, lines[last].end)
