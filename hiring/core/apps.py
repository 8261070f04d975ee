from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "hiring.core"
    label = "core"
