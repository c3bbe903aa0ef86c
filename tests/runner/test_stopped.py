from __future__ import annotations

import pytest

from modules.runner.stopped import killed_in_words, own_errors, stopped_in_words
from modules.runner.terraform.events import ChangeSummary, Diagnostic, Event, ResourceFinished, ResourceStarted
from modules.runner.terraform.tally import Tally

PLANNED = ChangeSummary("plan", 41, 0, 0, 0)
DONE = [ResourceStarted("a.x", "create"), ResourceFinished("a.x", "create")]
UNDER_WAY = ResourceStarted("a.y", "create")


def tally(*events: Event) -> Tally:
    counted = Tally()
    for event in events:
        counted.count(event)
    return counted


@pytest.mark.parametrize(
    ("events", "words"),
    [
        pytest.param([], "stopped before anything was changed; the same command goes on from here", id="in init"),
        pytest.param(
            [PLANNED, *DONE],
            "stopped after 1 of 41 changes, which its state holds; the same command goes on from here",
            id="between two resources",
        ),
        pytest.param(
            [PLANNED, *DONE, UNDER_WAY],
            "stopped after 1 of 41 changes, which its state holds; 1 more had begun, and the next run looks for what "
            "became of them; the same command goes on from here",
            id="in a resource",
        ),
    ],
)
def test_what_was_stopped_says_what_was_done_and_what_comes_next(events: list[Event], words: str) -> None:
    assert stopped_in_words(tally(*events)) == words


def test_what_was_killed_says_by_which_signal() -> None:
    assert killed_in_words(-9, tally()).startswith("Terraform was killed (SIGKILL; short of memory?): stopped before")


def test_errors_that_only_say_that_terraform_was_stopped_are_left_out() -> None:
    errors = [
        Diagnostic("error", "execution halted"),
        Diagnostic("error", "listing parents", "operation error, canceled, context canceled", "a.x"),
        Diagnostic("error", "creating Policy", "AccessDenied", "a.y"),
    ]

    assert own_errors(errors) == ["a.y: creating Policy: AccessDenied"]
