"""Where people work: a place has a country, a time zone, a currency, and holidays with its own exceptions."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hiring.core.base import PublicModel
from hiring.core.calendar.codes import COUNTRIES, CURRENCIES
from hiring.core.calendar.querysets import PlaceQuerySet
from hiring.core.calendar.zones import is_time_zone


def validate_country(code: str) -> None:
    if code not in COUNTRIES:
        raise ValidationError(_("Choose a country by its two letters (ISO 3166), as in DE."))


def validate_currency(code: str) -> None:
    if code not in CURRENCIES:
        raise ValidationError(_("Choose a currency by its three letters (ISO 4217), as in EUR."))


def validate_time_zone(name: str) -> None:
    if not is_time_zone(name):
        raise ValidationError(_("Choose a time zone by its name, as in Europe/Berlin."))


class Place(PublicModel):
    name = models.CharField(_("name"), max_length=80, unique=True)
    country = models.CharField(_("country"), max_length=2, validators=[validate_country])  # ISO 3166-1 alpha-2
    region = models.CharField(_("region"), max_length=80, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    currency = models.CharField(_("currency"), max_length=3, validators=[validate_currency])  # ISO 4217
    is_active = models.BooleanField(_("offered for new roles"), default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def country_name(self) -> str:
        return COUNTRIES.get(self.country, self.country)


class PlaceDay(models.Model):
    """An exception to the holidays of a place's country: a day more, or one of them on which people work."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="own_days")
    day = models.DateField(_("day"))
    is_holiday = models.BooleanField()
    name = models.CharField(_("name"), max_length=80)
    reason = models.TextField(_("reason"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["place", "day"], name="place_day_once"),
            models.CheckConstraint(condition=~models.Q(reason="") & ~models.Q(name=""), name="place_day_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.day}"
