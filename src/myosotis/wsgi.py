"""The WSGI door. Never ASGI: there, request bodies pass through a plain temporary file first."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "myosotis.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
