"""Which kinds of mail there are and who writes them. Each room's ``mails.py`` registers its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from celery import current_app
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.core.mail.letters import Letter
from hiring.core.mail.states import Why

if TYPE_CHECKING:
    from hiring.core.mail.models import Mail

Writer = Callable[["Mail"], Letter]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Group:
    """Kinds that a person chooses about together. Nobody can refuse a group: what is due stays due."""

    name: str
    label: str | Promise
    help: str | Promise = ""
    can_wait: bool = True  # for the digest


ACCOUNT = Group("account", _("Your account"), can_wait=False)


@dataclass(frozen=True)
class MailKind:
    """One kind of mail. ``why`` is the line at the end that tells why its reader gets it."""

    name: str
    write: Writer
    label: str | Promise
    group: Group
    why: str | Promise


class NotWanted(Exception):
    """A writer finds that nobody needs the letter any more; ``code`` is one of ``Why``."""

    def __init__(self, code: str = Why.NOT_NEEDED) -> None:
        super().__init__(code)
        self.code = code


class UnknownMailKind(LookupError):
    """No room writes mails of this kind."""


_kinds: dict[str, MailKind] = {}


def mail_kind(name: str, *, label: str | Promise, group: Group, why: str | Promise = "") -> Callable[[Writer], Writer]:
    """Register the decorated function as the writer of mails of the kind ``name`` ("room.what").

    It is called when the mail is sent, in the recipient's time zone, and may be called more than once. It returns
    how things stand then, or raises ``NotWanted``.
    """

    def register(function: Writer) -> Writer:
        if name in _kinds:
            raise ValueError(f"Two writers for mails of the kind {name}.")
        _kinds[name] = MailKind(name, function, label, group, why)
        return function

    return register


def wanted(rows: QuerySet[Row], public_id: str) -> Row:
    """Return the row with this public id among ``rows``; raises ``NotWanted`` when it is not there any more."""
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotWanted
    return row


def require_mail_kind(name: str) -> MailKind:
    """Return the kind ``name``; raises ``UnknownMailKind``."""
    _load_kinds()
    if name not in _kinds:
        raise UnknownMailKind(name)
    return _kinds[name]


def kind_of(name: str) -> MailKind:
    """Return the kind ``name``; one that this version does not know fails when it is written."""
    _load_kinds()
    return _kinds.get(name) or MailKind(name, _refuse_unknown, name, ACCOUNT, "")


def _refuse_unknown(mail: "Mail") -> Letter:
    raise UnknownMailKind(mail.kind)


def all_mail_kinds() -> Iterator[MailKind]:
    _load_kinds()
    return iter(_kinds.values())


def all_groups() -> list[Group]:
    """Return every group that has a kind, in the order of the rooms."""
    return list(dict.fromkeys(kind.group for kind in all_mail_kinds()))


def _load_kinds() -> None:
    # The Celery application knows the rooms; nothing here names a higher floor.
    for module in current_app.conf.imports:
        import_module(module)
