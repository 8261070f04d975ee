"""People, places: what floor 1 needs in tests."""

import factory
from django.contrib.auth.hashers import make_password

from hiring.core.models import Place, User

PASSWORD = "correct horse battery"
_HASHED = make_password(PASSWORD, hasher="md5")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = _HASHED


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Place {n}")
    country = "DE"
    time_zone = "Europe/Berlin"
    currency = "EUR"
