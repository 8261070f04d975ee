"""All that the words of a job description say, put together. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from hiring.wording import hints, requirements, role_types
from hiring.wording.completeness import RULES as OUTCOME_RULES
from hiring.wording.completeness import Completeness, check_completeness
from hiring.wording.hints import find_credentials, find_hints
from hiring.wording.parts import Parts
from hiring.wording.reading import Document, Quote, read_document
from hiring.wording.requirements import check_credentials, check_musts
from hiring.wording.role_types import Described, check_role, check_specialism, read_role, read_specialisms
from hiring.wording.rules import Finding, Kind, Rule, find
from hiring.wording.signs import RoleType
from hiring.wording.teams import ALONE, Covered, check_team, read_team
from hiring.wording.titles import Title, read_title

RULES: Mapping[str, Rule] = {
    **role_types.RULES,
    ALONE.id: ALONE,
    **{rule.id: rule for rule in (requirements.TOO_MANY, requirements.CREDENTIALS)},
    **OUTCOME_RULES,
    **hints.RULES,
}


@dataclass(frozen=True)
class Check:
    """What the words say. Quotes are of ``document.text``, those of a finding ``in_title`` of the role's title."""

    document: Document
    title: Title
    described: Described
    team: tuple[Covered, ...]
    completeness: Completeness
    findings: tuple[Finding, ...]


def check_text(
    title: str, text: str, *, role_type: str = "", specialism: str | None = None, parts: Parts | None = None
) -> Check:
    """Return what the words of a job description say, in time linear in its length.

    ``role_type`` and ``specialism`` are keys of the library; another role type than the four is compared with nothing.
    ``parts`` are the builder's answers where the text was built from them.
    """
    document = read_document(text)
    named, described = read_title(title), read_role(document)
    team, completeness = read_team(document), check_completeness(document, parts)
    chosen = RoleType(role_type) if role_type in set(RoleType) else None
    credentials = find_credentials(document)
    demanded: list[Quote] = [quote for quotes in credentials.values() for quote in quotes]
    findings = [
        *check_role(described, named, chosen),
        *check_specialism(read_specialisms(document), specialism),
        *check_team(team),
        *check_musts(document),
        *check_credentials(document, demanded),
        *completeness.findings,
        *find_hints(document),
        *(find(rule, quotes) for rule, quotes in credentials.items()),
    ]
    order = list(Kind)
    findings.sort(key=lambda finding: order.index(finding.rule.kind))
    return Check(document, named, described, team, completeness, tuple(findings))
