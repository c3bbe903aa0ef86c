"""How verdicts are judged from Terraform's events, and added up. No Terraform here."""

from __future__ import annotations

from modules.runner.terraform.events import Diagnostic
from tests.emulator.coverage.changes import changed_arguments
from tests.emulator.coverage.cycle import Step, judge
from tests.emulator.coverage.verdict import Verdict, combine

PASSING = Verdict(create=True, unchanged=True, destroy=True)
CREATED = Step(0, {"aws_vpc.a", "aws_vpc.b", "aws_subnet.a"}, {"aws_vpc.a", "aws_vpc.b", "aws_subnet.a"})
NO_CHANGES = Step(0)
DESTROYED = Step(0, CREATED.planned, CREATED.planned)


def error(address: str, summary: str = "refused") -> list[Diagnostic]:
    return [Diagnostic("error", summary, address=address)]


class TestJudge:
    def test_passes_what_is_created_unchanged_and_destroyed(self) -> None:
        assert judge("aws_vpc", CREATED, NO_CHANGES, DESTROYED) == PASSING

    def test_fails_a_type_of_which_one_resource_is_not_created(self) -> None:
        create = Step(1, CREATED.planned, {"aws_vpc.a", "aws_subnet.a"}, error("aws_vpc.b"))

        assert judge("aws_vpc", create, NO_CHANGES, DESTROYED) == Verdict(create=False, reason="aws_vpc.b: refused")

    def test_fails_a_type_that_is_not_even_planned(self) -> None:
        invalid = Step(1, errors=error("", "Missing required argument"))

        assert judge("aws_vpc", invalid, NO_CHANGES, DESTROYED) == Verdict(
            create=False, reason="Missing required argument"
        )

    def test_reads_the_type_from_the_head_of_a_block_too(self) -> None:
        invalid = Step(1, errors=error('resource "aws_vpc" "a"'))

        assert judge("aws_vpc", invalid, NO_CHANGES, DESTROYED).create is False
        assert judge("aws_subnet", invalid, NO_CHANGES, DESTROYED).reason == "not reached: aws_vpc failed"

    def test_leaves_out_of_a_reason_what_differs_from_run_to_run(self) -> None:
        summary = (
            "operation error EC2: CreateVpc, https response error StatusCode: 400, RequestID: 1f-2, api error Not: no"
        )
        create = Step(1, CREATED.planned, set(), error("aws_vpc.a", summary))

        assert judge("aws_vpc", create, NO_CHANGES, DESTROYED).reason == (
            "aws_vpc.a: operation error EC2: CreateVpc, api error Not: no"
        )

    def test_leaves_open_what_was_not_reached_because_of_another_type(self) -> None:
        create = Step(1, CREATED.planned, {"aws_vpc.a"}, error("aws_vpc.b"))

        assert judge("aws_subnet", create, NO_CHANGES, DESTROYED) == Verdict(reason="not reached: aws_vpc failed")

    def test_fails_only_the_type_that_the_second_plan_changes(self) -> None:
        plan = Step(2, {"aws_vpc.b"}, changes={"aws_vpc": ["cidr_block", "tags_all"]})

        assert judge("aws_vpc", CREATED, plan, DESTROYED) == Verdict(
            create=True, unchanged=False, destroy=True, reason="the second plan changes cidr_block, tags_all"
        )
        assert judge("aws_subnet", CREATED, plan, DESTROYED) == PASSING

    def test_fails_only_the_type_that_the_second_plan_cannot_read(self) -> None:
        plan = Step(1, errors=error("aws_vpc.b", "unreadable"))

        assert judge("aws_vpc", CREATED, plan, DESTROYED).unchanged is False
        assert judge("aws_subnet", CREATED, plan, DESTROYED) == Verdict(
            create=True, unchanged=None, destroy=True, reason="not planned: aws_vpc failed"
        )

    def test_fails_a_type_of_which_one_resource_stays(self) -> None:
        destroy = Step(1, CREATED.planned, {"aws_vpc.a"}, error("aws_vpc.b", "in use"))

        assert judge("aws_vpc", CREATED, NO_CHANGES, destroy) == Verdict(
            create=True, unchanged=True, destroy=False, reason="aws_vpc.b: in use"
        )
        assert judge("aws_subnet", CREATED, NO_CHANGES, destroy).destroy is None

    def test_never_passes_a_run_that_ended_badly_and_says_nothing_of_the_type(self) -> None:
        crashed = Step(1)

        assert not judge("aws_vpc", crashed, NO_CHANGES, DESTROYED).passes
        assert not judge("aws_vpc", CREATED, crashed, DESTROYED).passes
        assert not judge("aws_vpc", CREATED, NO_CHANGES, crashed).passes


class TestCombine:
    def test_fails_a_type_that_fails_anywhere(self) -> None:
        failing = Verdict(create=True, unchanged=False, reason="changes")

        assert combine([{"aws_vpc": PASSING}, {"aws_vpc": failing}])["aws_vpc"] == Verdict(
            create=True, unchanged=False, destroy=True, reason="changes"
        )

    def test_passes_a_type_that_was_tried_elsewhere(self) -> None:
        assert combine([{"aws_vpc": Verdict(reason="not reached")}, {"aws_vpc": PASSING}])["aws_vpc"] == PASSING

    def test_never_passes_a_type_that_was_tried_nowhere(self) -> None:
        assert not combine([{"aws_vpc": Verdict(reason="not reached")}])["aws_vpc"].passes

    def test_gives_the_reason_of_the_failure_and_not_of_what_it_blocked(self) -> None:
        blocked = Verdict(reason="not reached")
        failing = Verdict(create=False, reason="refused")

        assert combine([{"aws_vpc": blocked}, {"aws_vpc": failing}])["aws_vpc"].reason == "refused"


def test_the_changed_arguments_are_read_from_a_plan() -> None:
    update = {"actions": ["update"], "before": {"name": "a", "size": 1, "id": "x"}, "after": {"name": "a", "size": 2}}
    no_op = {"actions": ["no-op"], "before": {"name": "a"}, "after": {"name": "b"}}
    plan = {
        "resource_changes": [
            {"type": "aws_vpc", "change": update | {"after_unknown": {"id": True}}},
            {"type": "aws_subnet", "change": no_op},
        ]
    }

    assert changed_arguments(plan) == {"aws_vpc": ["size"]}
