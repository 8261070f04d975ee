"""The product's settings, with the two bare views that everything is measured against."""

from hiring.settings import *  # noqa: F403
from hiring.settings import MIDDLEWARE as PRODUCT_MIDDLEWARE

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.floor.CountQueries", *PRODUCT_MIDDLEWARE]
