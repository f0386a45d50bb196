"""What Schemathesis cannot know: which numbers exist. It runs in the tool's own environment, not in the desk's."""

from typing import Any

import schemathesis

# The demo has more claims than this, and fewer of most other things: some numbers lead nowhere, as they should.
NUMBERS = 60
BEYOND = 1_000_000


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """A whole number drawn at random is hardly ever anything's: nearly all of them become one of the demo's."""
    if path_parameters and "/me/tokens/" in context.operation.path:
        path_parameters["id"] = BEYOND  # the run's own token among them would end it at the first revocation
    elif path_parameters and isinstance(key := path_parameters.get("id"), int) and key > 0 and key % 10:
        path_parameters["id"] = 1 + key % NUMBERS
    return path_parameters
