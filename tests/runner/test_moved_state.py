from __future__ import annotations

from modules.runner.moved_state import moved_in_words
from modules.runner.terraform.events import Diagnostic

UNKNOWN = (
    "Error message: Unsupported state file format: The state file uses format version 9999, which is not supported by "
    "Terraform 1.11.4. This state file may have been created by a newer version of Terraform."
)


def test_a_notice_in_the_place_of_a_state_is_told_with_what_to_run() -> None:
    words = moved_in_words(Diagnostic("error", "Error acquiring the state lock", UNKNOWN))

    assert "not in this backend" in words
    assert "`python main.py state migrate ENV`" in words


def test_another_backend_than_the_last_time_is_told_with_what_to_run() -> None:
    words = moved_in_words(Diagnostic("error", "Backend configuration changed A change in the backend configuration"))

    assert "`python main.py state migrate ENV` moves it" in words


def test_other_errors_keep_their_own_words() -> None:
    assert moved_in_words(Diagnostic("error", "Error acquiring the state lock", "Lock Info: ID: x")) == ""
