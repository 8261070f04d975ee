"""What the beat asks for: forgetting the keys of requests that nobody repeats any more."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from hiring.core.api.models import IdempotencyKey

REMEMBERED = timedelta(days=1)


@shared_task
def forget_keys() -> None:
    IdempotencyKey.objects.filter(created_at__lt=timezone.now() - REMEMBERED).delete()
