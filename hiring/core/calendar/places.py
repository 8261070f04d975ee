"""Adding and changing places. A place is never deleted, for roles stand on it: it is no longer offered."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring.core.audit.trail import record
from hiring.core.calendar.models import Place
from hiring.core.errors import Invalid
from hiring.core.permissions import require_administrator

if TYPE_CHECKING:
    from hiring.core.accounts.models import User


@transaction.atomic
def add_place(*, actor: "User", **values: object) -> Place:
    """Add a place. Raises ``Invalid`` with each field's texts for unknown codes and a name that is taken."""
    require_administrator(actor)
    place = Place(**values)
    _save(place)
    record("place.added", actor=actor, obj=place, fields=values)
    return place


@transaction.atomic
def change_place(place: Place, *, actor: "User", **values: object) -> Place:
    """Change a place, or take it from the offer by ``is_active``. Roles that are there keep it."""
    require_administrator(actor)
    changed = [name for name, value in values.items() if getattr(place, name) != value]
    for name in changed:
        setattr(place, name, values[name])
    if changed:
        _save(place)
        record("place.changed", actor=actor, obj=place, fields=changed)
    return place


def _save(place: Place) -> None:
    try:
        place.full_clean()
        with transaction.atomic():
            place.save()
    except ValidationError as error:
        raise Invalid(_("The place is not saved."), errors=error.message_dict)
    except IntegrityError:
        text = _("There is a place with this name already.")
        raise Invalid(text, errors={"name": [text]})
