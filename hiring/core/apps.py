from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from hiring.core.frozen import freeze_after_migrate, thaw_before_migrate


class CoreConfig(AppConfig):
    name = "hiring.core"
    label = "core"

    def ready(self) -> None:
        pre_migrate.connect(thaw_before_migrate, dispatch_uid="hiring.core.thawed")
        post_migrate.connect(freeze_after_migrate, dispatch_uid="hiring.core.frozen")
