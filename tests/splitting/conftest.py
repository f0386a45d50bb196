"""No rule may need the net that is under all of them."""

import pytest

from claims.splitting import safety


def fail(*_: object) -> None:
    """What a rule raised, raised anew."""
    raise


@pytest.fixture(autouse=True)
def no_net(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "give_up", fail)
