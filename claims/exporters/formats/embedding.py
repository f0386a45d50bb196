"""JSON that can stand inside a page.

A browser ends a script element at `</script`, whatever it holds, and reads on differently after `<!--`. JSON lets
every character be spelled `\\u00XX`, so the same value can be written without any of the characters that matter.
"""

from typing import Any

from django.utils.safestring import SafeString

from claims.exporters.formats.framing import dump

SPELLED = {character: f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}
_AS_BYTES = [(character.encode(), spelled.encode()) for character, spelled in SPELLED.items()]


def embeddable(value: Any) -> bytes:
    """`value` as JSON that says the same anywhere in a page, within a script element above all.

    `< > &` and the line separators U+2028 and U+2029 occur in JSON only within strings, where they are spelled out.
    """
    written = dump(value)
    for character, spelled in _AS_BYTES:
        written = written.replace(character, spelled)
    return written


def embedded(value: Any) -> SafeString:
    """The same for a template: `<script type="application/ld+json">{{ it }}</script>`."""
    return SafeString(embeddable(value).decode())
