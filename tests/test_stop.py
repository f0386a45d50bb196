"""A signal that comes at the worst moment: while the main thread is inside the very thing it will set."""

import signal
import threading

import pytest

from claims.management.stop import Stop


@pytest.fixture
def said_all_the_time():
    """A list whose last one is told to stop by a signal that keeps coming."""
    stops = [Stop()]
    before = signal.signal(signal.SIGALRM, lambda *_: stops[-1].set())
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    yield stops
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def test_a_signal_ends_the_wait_wherever_it_lands(said_all_the_time):
    for _ in range(2000):
        said_all_the_time.append(Stop())
        while not said_all_the_time[-1].wait(0.001):
            pass


def test_nothing_said_is_waited_for_and_not_taken_for_said():
    stop = Stop()
    assert not stop.wait(0.01)
    assert not stop.is_set()


def test_all_who_wait_are_woken():
    stop, woken = Stop(), []
    waiting = [threading.Thread(target=lambda: woken.append(stop.wait(30))) for _ in range(3)]
    for one in waiting:
        one.start()
    stop.set()
    for one in waiting:
        one.join(timeout=20)
    assert woken == [True] * 3
