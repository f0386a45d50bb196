"""What a browser may do with our pages, as the headers say it."""

from django.utils.csp import CSP

Policy = dict[str, list[str]]

PAGES: Policy = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}


def pages(*, form_action: list[str]) -> Policy:
    """The policy of all pages; a form may also lead on to these origins, by a redirect."""
    return {**PAGES, "form-action": [*PAGES["form-action"], *form_action]}


# The admin's Alpine evaluates expressions in attributes and sets style attributes; its scripts are files.
ADMIN: Policy = {
    "script-src": [CSP.SELF, CSP.NONCE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}
# The API's page sets style attributes only.
API_DOCS: Policy = {"style-src": [CSP.SELF, CSP.UNSAFE_INLINE]}
WIDER = {"/admin/": ADMIN, "/api/v1/docs/": API_DOCS}

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)


def wider(path: str) -> Policy:
    """What this path needs beyond the policy of all pages; nothing for nearly all."""
    return next((policy for prefix, policy in WIDER.items() if path.startswith(prefix)), {})
