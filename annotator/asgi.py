"""The same program for servers that speak ASGI."""

from django.core.asgi import get_asgi_application

from annotator.start import load_settings

load_settings()
application = get_asgi_application()
