"""The WSGI entry point that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")
application = get_wsgi_application()
# Views are imported now, before the workers are forked: they share what is loaded, and no request waits for it.
get_resolver().url_patterns  # noqa: B018
