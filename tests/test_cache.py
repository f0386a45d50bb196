"""The shared cache when Redis is there, goes, and comes back. Redis is played by a dictionary that can be away."""

import pytest

from annotator import cache as shared
from annotator.cache import SharedCache


class AwayError(Exception):
    """What the library raises when nobody answers."""


class Redis:
    """As much of `RedisCacheClient` as is asked here."""

    def __init__(self):
        self.kept, self.away, self.asked = {}, False, 0

    def answer(self):
        self.asked += 1
        if self.away:
            raise AwayError("Connection refused.")

    def add(self, key, value, timeout):
        self.answer()
        return self.kept.setdefault(key, value) is value

    def get(self, key, default):
        self.answer()
        return self.kept.get(key, default)

    def set(self, key, value, timeout):
        self.answer()
        self.kept[key] = value

    def incr(self, key, delta):
        self.answer()
        if key not in self.kept:
            raise ValueError(key)
        self.kept[key] += delta
        return self.kept[key]


class Cache(SharedCache):
    failures = AwayError
    _cache = None


@pytest.fixture
def now(monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(shared.time, "monotonic", lambda: clock[0])
    return clock


@pytest.fixture
def cache(now):
    cache = Cache("redis://nowhere.invalid", {})
    cache._cache = Redis()
    yield cache
    cache.own.clear()


def test_redis_keeps_it_while_it_is_there(cache):
    cache.set("figures", 7)
    assert list(cache._cache.kept.values()) == [7]
    assert cache.get("figures") == 7
    with pytest.raises(ValueError, match="count"):
        cache.incr("count")


def test_while_it_is_away_the_process_goes_on_counting(cache, caplog):
    cache._cache.away = True
    assert cache.get("count", 0) == 0
    assert cache.add("count", 0)
    assert [cache.incr("count"), cache.incr("count")] == [1, 2]
    assert not cache.add("count", 0)
    assert cache._cache.asked == 1
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_it_is_asked_again_after_a_while(cache, now):
    cache.set("count", 40)
    cache._cache.away = True
    cache.get("count")
    cache._cache.away = False
    assert cache.get("count") is None
    now[0] += shared.LEFT_ALONE
    assert cache.get("count") == 40


@pytest.mark.parametrize("name", [name for name in vars(SharedCache.__mro__[1]) if not name.startswith("_")])
def test_no_operation_of_redis_is_left_without_a_way_out(name):
    assert name in {*shared.OPERATIONS, "get_backend_timeout"}
    assert hasattr(Cache, name)
