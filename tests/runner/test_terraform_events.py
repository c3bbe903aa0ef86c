from __future__ import annotations

import pytest

from modules.runner.outcome import Changes
from modules.runner.terraform.events import (
    ChangeSummary,
    Diagnostic,
    Event,
    OutputsPlanned,
    ResourceDrifted,
    ResourceFinished,
    ResourcePlanned,
    ResourceRefreshed,
    ResourceStarted,
    StateLockAwaited,
    parse_event,
)
from modules.runner.terraform.tally import Tally

A = '"resource":{"addr":"terraform_data.a","module":"","resource_type":"terraform_data"}'


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (
            f'{{"change":{{{A},"action":"create"}},"type":"planned_change"}}',
            ResourcePlanned("terraform_data.a", "create", "terraform_data"),
        ),
        (f'{{"hook":{{{A},"id_key":"id"}},"type":"refresh_complete"}}', ResourceRefreshed("terraform_data.a")),
        (f'{{"hook":{{{A},"action":"delete"}},"type":"apply_start"}}', ResourceStarted("terraform_data.a", "delete")),
        (
            f'{{"hook":{{{A},"action":"update"}},"type":"apply_complete"}}',
            ResourceFinished("terraform_data.a", "update"),
        ),
        (f'{{"hook":{{{A},"action":"read"}},"type":"apply_complete"}}', None),
        (
            '{"changes":{"add":2,"change":1,"import":4,"remove":3,"operation":"plan"},"type":"change_summary"}',
            ChangeSummary("plan", added=2, changed=1, destroyed=3, imported=4),
        ),
        ('{"outputs":{"o":{"sensitive":false,"action":"noop"}},"type":"outputs"}', OutputsPlanned(changed=False)),
        ('{"outputs":{"o":{"sensitive":false,"action":"update"}},"type":"outputs"}', OutputsPlanned(changed=True)),
        (
            '{"outputs":{"o":{"sensitive":false,"type":"string","value":"x"}},"type":"outputs"}',
            OutputsPlanned(changed=False),
        ),
        ('{"@message":"Acquiring state lock.","type":"state_lock_acquire"}', StateLockAwaited()),
        ('{"type":"version","ui":"1.2"}', None),
        ('{"type":"refresh_complete"}', None),
        ('{"type":"change_summary","changes":7}', None),
        ("# a line of ours", None),
        ("[1]", None),
        ("", None),
    ],
)
def test_reads_each_line_that_it_acts_on_and_passes_over_the_rest(line: str, event: Event | None) -> None:
    assert parse_event(line) == event


def test_a_diagnostic_says_where_what_and_why_in_one_line() -> None:
    line = (
        '{"diagnostic":{"severity":"error","summary":"Unsupported attribute","detail":"It\\nhas none.\\n\\nMore.",'
        '"snippet":{"context":"resource.terraform_data.a","code":"${x.outputs.y}"}},"type":"diagnostic"}'
    )

    event = parse_event(line)

    assert isinstance(event, Diagnostic)
    assert str(event) == "resource.terraform_data.a: Unsupported attribute: It has none."
    assert event.source == "${x.outputs.y}"


def tally_of(*events: Event) -> Tally:
    tally = Tally()
    for event in events:
        tally.count(event)
    return tally


def test_a_finished_apply_is_counted_as_terraform_sums_it_up() -> None:
    tally = tally_of(ResourceFinished("a", "create"), ChangeSummary("apply", 1, 0, 0, 2))

    assert tally.done == Changes(added=1, imported=2)


def test_an_apply_that_broke_off_is_counted_one_by_one() -> None:
    tally = tally_of(
        ChangeSummary("plan", 3, 1, 1, 0),
        ResourceFinished("a", "create"),
        ResourceFinished("b", "update"),
        ResourceFinished("c", "delete"),
    )

    assert tally.done == Changes(added=1, changed=1, destroyed=1)
    assert tally.planned == Changes(added=3, changed=1, destroyed=1)


def test_a_replaced_resource_stays_one_resource_whichever_half_is_done_first() -> None:
    refreshed, planned = ResourceRefreshed("a"), ResourcePlanned("a", "replace")
    create, delete = ResourceFinished("a", "create"), ResourceFinished("a", "delete")

    assert tally_of(refreshed, planned, delete, create).resources == 1
    assert tally_of(refreshed, planned, create, delete).resources == 1
    assert tally_of(refreshed, ResourcePlanned("a", "delete"), delete).resources == 0


def test_a_plan_foresees_how_many_resources_there_will_be() -> None:
    tally = tally_of(
        ResourceRefreshed("kept"),
        ResourceRefreshed("gone"),
        ResourceRefreshed("replaced"),
        ResourcePlanned("gone", "delete"),
        ResourcePlanned("replaced", "replace"),
        ResourcePlanned("new", "create"),
    )

    assert tally.resources_planned == 3


def test_what_is_created_again_because_it_is_gone_says_so() -> None:
    tally = tally_of(
        ResourceDrifted("gone", "delete"),
        ResourceDrifted("changed", "update"),
        ResourceDrifted("left", "delete"),
        ResourcePlanned("gone", "create"),
        ResourcePlanned("changed", "create"),
        ResourcePlanned("left", "delete"),
        ResourcePlanned("new", "create"),
    )

    assert [planned.address for planned in tally.plan if planned.is_gone] == ["gone"]


def test_warnings_are_no_errors() -> None:
    warning, error = Diagnostic("warning", "deprecated"), Diagnostic("error", "broken")

    assert tally_of(warning, error).errors == [error]
