"""The web server's door: `granian --interface wsgi annotator.wsgi:application`."""

from django.core.wsgi import get_wsgi_application

from annotator.start import load_settings

load_settings()
application = get_wsgi_application()
