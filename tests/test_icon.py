import re

from django.template.loader import render_to_string
from django.test import override_settings


def test_a_browser_that_asks_for_the_icon_by_its_old_name_gets_it(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, "/static/claims/icon.svg")
    assert answer["Cache-Control"] == "public, max-age=86400"


@override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True)
def test_pages_name_the_icon(client):
    for page in (client.get("/accounts/login/").content.decode(), render_to_string("500.html")):
        assert re.search(r'<link rel="icon" type="image/svg\+xml" href="/static/claims/icon[.\w]*svg">', page)
