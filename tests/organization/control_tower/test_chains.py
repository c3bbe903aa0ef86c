from __future__ import annotations

from collections import Counter

from modules.aws_limits import CONTROL_OPERATIONS_AT_ONCE
from modules.organization.control_tower.chains import predecessors

KEYS = [f"Workloads/Production CT.S3.PR.{number}" for number in range(60)]


def test_no_more_run_at_once_than_control_tower_performs() -> None:
    """Every chain has one key that waits for nothing, and each key is waited for by one other at most."""
    before = predecessors(KEYS)

    assert Counter(before.values())[None] <= CONTROL_OPERATIONS_AT_ONCE.value
    assert max(count for key, count in Counter(before.values()).items() if key) == 1


def test_all_that_run_at_once_are_used() -> None:
    assert Counter(predecessors(KEYS).values())[None] == CONTROL_OPERATIONS_AT_ONCE.value


def test_nothing_comes_before_what_it_waits_for() -> None:
    done: set[str | None] = {None}
    for key, predecessor in predecessors(KEYS).items():
        assert predecessor in done
        done.add(key)
    assert done == {None, *KEYS}


def test_the_order_in_which_keys_are_written_does_not_matter() -> None:
    assert list(predecessors(reversed(KEYS)).items()) == list(predecessors(KEYS).items())


def test_one_key_more_changes_what_one_other_waits_for_at_most() -> None:
    before = predecessors(KEYS)
    for new in (f"Sandbox CT.KMS.PV.{number}" for number in range(30)):
        after = predecessors([*KEYS, new])
        assert sum(after[key] != before[key] for key in KEYS) <= 1


def test_the_chain_of_a_key_is_the_same_in_every_run() -> None:
    """SHA-256 of `a` begins with ca978112, of `f` with 252f10c8: both give 0 modulo 10. That of `b` gives 6."""
    assert predecessors(["f", "b", "a"]) == {"a": None, "b": None, "f": "a"}
