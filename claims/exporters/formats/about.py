"""What a file says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class About:
    """`scope` names whose sight the file shows, `filters` how its rows were chosen.

    `desk` and `site` are the desk's name and address, for formats that name who checked. `raw` switches off the
    guard of spreadsheet cells, `whole` adds what reading the file back needs, and without `trailer` a file of
    lines ends with its last row, for programs that take no other. No time is kept, so that two exports without a
    change between them are the same bytes.
    """

    scope: str
    filters: Mapping[str, list[str]] = field(default_factory=dict)
    raw: bool = False
    whole: bool = False
    trailer: bool = True
    desk: str = "Claim desk"
    site: str = "http://127.0.0.1:8000"
