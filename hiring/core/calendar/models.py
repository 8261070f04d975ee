"""Where people work: a place has a country, a time zone and a currency."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hiring.core.base import PublicModel


class Place(PublicModel):
    name = models.CharField(_("name"), max_length=80, unique=True)
    country = models.CharField(_("country"), max_length=2)  # ISO 3166-1 alpha-2
    region = models.CharField(_("region"), max_length=80, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64)
    currency = models.CharField(_("currency"), max_length=3)  # ISO 4217
    is_active = models.BooleanField(_("offered for new roles"), default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
