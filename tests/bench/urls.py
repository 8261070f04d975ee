from django.urls import path

from hiring.urls import urlpatterns as product
from tests.bench import floor

urlpatterns = [path("floor/rows/", floor.rows), path("floor/insert/", floor.insert), *product]
