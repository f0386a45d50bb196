"""How the admin looks: django-unfold's settings."""

from typing import Any

from django.templatetags.static import static

# The desk's own green and warm grays, so that both sides look like one house.
COLORS = {
    "primary": {
        "50": "#f0f7f4",
        "100": "#e3efea",
        "200": "#c5ddd4",
        "300": "#93cdb9",
        "400": "#5fa893",
        "500": "#3d7f6e",
        "600": "#245c4f",
        "700": "#1d4b41",
        "800": "#183c34",
        "900": "#12302a",
        "950": "#0a1d19",
    },
    "base": {
        "50": "#faf9f7",
        "100": "#f2f0ec",
        "200": "#e5e1da",
        "300": "#cfc9bf",
        "400": "#aca79e",
        "500": "#6d6961",
        "600": "#5c5953",
        "700": "#45423d",
        "800": "#35322e",
        "900": "#1e1d1b",
        "950": "#161514",
    },
}


def admin(site_name: str) -> dict[str, Any]:
    return {
        "SITE_TITLE": site_name,
        "SITE_HEADER": site_name,
        "SITE_URL": "/",
        "SHOW_VIEW_ON_SITE": True,
        "SITE_SYMBOL": "fact_check",
        "SITE_FAVICONS": [
            {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("claims/icon.svg")}
        ],
        "DASHBOARD_CALLBACK": "claims.admin.front.front",
        "COLORS": COLORS,
    }
