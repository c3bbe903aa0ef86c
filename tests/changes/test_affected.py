"""Which workspaces a change concerns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.changes.affected import State, affected
from modules.changes.as_data import affected_data
from modules.changes.revisions import nothing, read_revision
from tests.changes.revisions import (
    ENVIRONMENT,
    FAR,
    HUB,
    SPOKE,
    Change,
    Contents,
    concerned,
    deliver,
    provider,
    reading,
    small,
    written,
)


def states(tmp_path: Path, change: Change, *, first: Change = lambda _: None) -> dict[str, str]:
    return {name: found.state.value for name, found in concerned(tmp_path, change, first=first).items()}


def put(workspace: str, *path: str, value: Any) -> Change:
    """Return a change that writes a value at a path of a workspace's document; None takes it away."""

    def change(contents: Contents) -> None:
        place = contents[workspace]
        for key in path[:-1]:
            place = place[key]
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value

    return change


def resource(kind: str, name: str, key: str, value: Any, workspace: str = HUB) -> Change:
    return put(workspace, "resource", kind, name, key, value=value)


class TestAWorkspace:
    def test_that_is_written_as_before_is_not_concerned(self, tmp_path: Path) -> None:
        assert states(tmp_path, lambda _: None) == {}

    def test_is_not_concerned_by_comments_and_the_order_of_keys(self, tmp_path: Path) -> None:
        def comment(contents: Contents) -> None:
            contents[FAR] = {**dict(reversed(contents[FAR].items())), "//": {"metadata": {"version": "0.99"}}}
            contents[FAR]["resource"]["aws_topic"]["a"]["//"] = {"metadata": {"path": "elsewhere"}}

        assert states(tmp_path, comment) == {}

    def test_is_changed_by_an_argument(self, tmp_path: Path) -> None:
        found = concerned(tmp_path, resource("aws_topic", "a", "name", "near", FAR))

        assert {name: one.why for name, one in found.items()} == {"far": ("aws_topic.a is changed",)}

    def test_is_changed_by_what_is_in_a_module_of_it(self, tmp_path: Path) -> None:
        def change(contents: Contents) -> None:
            contents["modules"][HUB]["firewall"]["resource"]["aws_firewall"]["one"]["name"] = "other"

        found = concerned(tmp_path, change)

        assert found["hub"].why == ("module.firewall.aws_firewall.one is changed",)

    def test_is_changed_by_an_input_of_a_module(self, tmp_path: Path) -> None:
        found = concerned(tmp_path, put(HUB, "module", "firewall", "size", value=2))

        assert found["hub"].why == ("module.firewall.aws_firewall.one is changed",)

    def test_is_changed_by_the_versions_of_providers_that_it_takes(self, tmp_path: Path) -> None:
        version = {"aws": {"source": "hashicorp/aws", "version": ">= 6.0.0"}}

        found = concerned(tmp_path, put(HUB, "terraform", "required_providers", value=version))

        assert found["hub"].why == ("terraform required_providers",)

    @pytest.mark.parametrize("part", ["output", "provider"])
    def test_is_changed_by_what_makes_nothing_by_itself(self, tmp_path: Path, part: str) -> None:
        value = {"more": {"value": 1}} if part == "output" else provider(max_retries=9)

        assert states(tmp_path, put(FAR, part, value=value)) == {"far": "changed"}

    def test_that_was_not_there_is_new_and_one_that_is_gone_is_removed_and_comes_first(self, tmp_path: Path) -> None:
        def change(contents: Contents) -> None:
            contents["demo-near"] = contents.pop(FAR)

        assert list(states(tmp_path, change).items()) == [("far", "removed"), ("near", "new")]

    def test_is_new_with_all_others_where_the_environment_was_not_there(self, tmp_path: Path) -> None:
        found = affected(nothing(ENVIRONMENT), written(tmp_path, small()))

        assert {one.state for one in found} == {State.NEW}
        assert len(found) == len(small())

    def test_that_aft_applies_is_told_apart(self, tmp_path: Path) -> None:
        change = resource("aws_topic", "a", "name", "near", FAR)
        before, now = tmp_path / "before", tmp_path / "now"
        contents = small()
        written(before, contents)
        change(contents)
        written(now, contents)
        for folder in (before, now):
            deliver(folder, FAR)

        both = (read_revision(folder, ENVIRONMENT, {}, listed=(), locked=()) for folder in (before, now))
        (found,) = affected_data(ENVIRONMENT, affected(*both))

        assert (found["name"], found["applied_by"]) == ("far", "aft")

    def test_is_changed_where_aft_takes_it_over(self, tmp_path: Path) -> None:
        before = written(tmp_path / "before", small())
        written(tmp_path / "now", small())
        deliver(tmp_path / "now", FAR)

        (found,) = affected(before, read_revision(tmp_path / "now", ENVIRONMENT, {}, listed=(), locked=()))

        assert found.why == ("who applies it",)


class TestFilesBesideTheDocument:
    def test_change_a_workspace_where_synthesis_wrote_them(self, tmp_path: Path) -> None:
        before = written(tmp_path / "before", small(), side_files={f"{FAR}/versions.tf": "terraform {}"})
        now = written(tmp_path / "now", small(), side_files={f"{FAR}/versions.tf": "terraform { }"})

        (found,) = affected(before, now)

        assert (found.workspace, found.why) == (FAR, ("versions.tf",))

    def test_change_nothing_where_terraform_or_somebody_left_them(self, tmp_path: Path) -> None:
        before = written(tmp_path / "before", small())
        written(tmp_path / "now", small())
        (tmp_path / "now" / "stacks" / FAR / "imports.tf").write_text("import {\n}\n")

        assert affected(before, read_revision(tmp_path / "now", ENVIRONMENT, {}, listed=(), locked=())) == []

    @pytest.mark.parametrize(("locked", "expected"), [([FAR], ["the lock file of its providers"]), ([], [])])
    def test_change_a_workspace_as_lock_files_where_these_are_in_git(
        self, tmp_path: Path, locked: list[str], expected: list[str]
    ) -> None:
        before = written(tmp_path / "before", small())
        written(tmp_path / "now", small())
        (tmp_path / "now" / "stacks" / FAR / ".terraform.lock.hcl").write_text("provider {}")

        found = affected(before, read_revision(tmp_path / "now", ENVIRONMENT, {}, listed=(), locked=locked))

        assert [why for one in found for why in one.why] == expected


class TestAReader:
    def test_is_told_with_what_it_reads_and_where_that_may_change(self, tmp_path: Path) -> None:
        found = concerned(
            tmp_path, resource("aws_vpc", "one", "cidr_block", "10.9.0.0/16"), first=reading('ids["one"]')
        )

        assert found["spoke"].state is State.READS
        assert found["spoke"].why == ("reads ids[one] of demo-hub: aws_vpc.one in demo-hub may change it",)
        assert found["spoke"].path == (HUB, SPOKE)

    def test_is_reached_through_readers_that_are_written_as_before(self, tmp_path: Path) -> None:
        found = concerned(
            tmp_path, resource("aws_vpc", "one", "cidr_block", "10.9.0.0/16"), first=reading('ids["one"]')
        )

        assert found["tables"].path == (HUB, SPOKE, "demo-tables")

    def test_is_not_whoever_only_comes_later(self, tmp_path: Path) -> None:
        assert "far" not in states(tmp_path, resource("aws_vpc", "one", "cidr_block", "10.9.0.0/16"))

    @pytest.mark.parametrize(
        ("output", "change"),
        [
            pytest.param('ids["one"]', resource("aws_vpc", "one", "cidr_block", "10.9.0.0/16"), id="argument"),
            pytest.param('ids["one"]', put(HUB, "resource", "aws_vpc", "one", value={}), id="argument that goes"),
            pytest.param('ids["one"]', put(HUB, "resource", "aws_vpc", "one", value=None), id="resource that goes"),
            pytest.param('ids["one"]', put(HUB, "provider", value=provider(region="eu-west-2")), id="region"),
            pytest.param(
                'ids["one"]',
                put(HUB, "provider", value=provider(allowed_account_ids=["222222222222"])),
                id="account",
            ),
            pytest.param('ids["one"]', put(HUB, "locals", "ids", "one", value="${aws_vpc.two.id}"), id="local value"),
            pytest.param(
                'ids["one"]',
                resource("aws_vpc", "one", "lifecycle", {"replace_triggered_by": ["aws_thing.one"]}),
                id="what it is replaced for",
            ),
            pytest.param("ids", resource("aws_vpc", "two", "cidr_block", "10.9.0.0/16"), id="a part of a whole"),
            pytest.param('named["one"]', resource("aws_thing", "one", "name", "other"), id="argument that is read"),
            pytest.param('named["literal"]', put(HUB, "output", "named", "value", "literal", value="x"), id="text"),
            pytest.param("first", resource("aws_thing", "one", "size", 2), id="in an expression"),
            pytest.param("image", put(HUB, "data", "aws_ami", "image", "filter", value=[]), id="lookup"),
            pytest.param("graph", resource("aws_detective_graph", "graph", "tags", {}), id="replaced for tags"),
            pytest.param(
                "graph",
                put(HUB, "provider", value=provider(default_tags=[{"tags": {"Owner": "y"}}])),
                id="replaced for tags of the provider",
            ),
            pytest.param("firewall", put(HUB, "module", "firewall", "size", value=2), id="input of a module"),
            pytest.param("firewall", put(HUB, "output", "firewall", value=None), id="output that goes"),
        ],
    )
    def test_is_concerned_where_what_it_reads_can_change(self, tmp_path: Path, output: str, change: Change) -> None:
        assert states(tmp_path, change, first=reading(output)).get("spoke") == "reads"

    @pytest.mark.parametrize(
        ("output", "change"),
        [
            pytest.param('ids["one"]', resource("aws_vpc", "one", "tags", {"Name": "other"}), id="tags"),
            pytest.param(
                'ids["one"]',
                put(HUB, "provider", value=provider(default_tags=[{"tags": {"Owner": "y"}}])),
                id="tags of the provider",
            ),
            pytest.param('ids["one"]', put(HUB, "provider", value=provider(max_retries=9)), id="retries"),
            pytest.param('ids["two"]', put(HUB, "resource", "aws_vpc", "two", "depends_on", value=None), id="order"),
            pytest.param(
                'ids["one"]', resource("aws_vpc", "one", "lifecycle", {"prevent_destroy": True}), id="protection"
            ),
            pytest.param('ids["one"]', resource("aws_vpc", "two", "cidr_block", "10.9.0.0/16"), id="another key"),
            pytest.param('ids["one"]', put(HUB, "locals", "ids", "three", value="x"), id="a key more"),
            pytest.param('named["one"]', resource("aws_thing", "one", "size", 2), id="an argument beside"),
            pytest.param("firewall", resource("aws_thing", "one", "size", 2), id="something else"),
        ],
    )
    def test_is_not_concerned_where_it_cannot(self, tmp_path: Path, output: str, change: Change) -> None:
        assert states(tmp_path, change, first=reading(output)) == {"hub": "changed"}

    def test_is_concerned_where_it_looks_up_in_aws_what_one_that_it_waits_for_makes(self, tmp_path: Path) -> None:
        found = concerned(tmp_path, put(HUB, "resource", "aws_vpc", "three", value={"cidr_block": "10.3.0.0/16"}))

        assert found["spoke"].why == ("looks up aws_vpcs in AWS, and demo-hub makes such",)
        assert "far" not in found

    def test_of_an_id_that_terraform_refuses_to_replace_is_not_concerned(self, tmp_path: Path) -> None:
        def protected(contents: Contents) -> None:
            reading('ids["one"]')(contents)
            contents[HUB]["resource"]["aws_vpc"]["one"]["lifecycle"] = {"prevent_destroy": True}

        assert states(tmp_path, resource("aws_vpc", "one", "cidr_block", "10.9.0.0/16"), first=protected) == {
            "hub": "changed"
        }

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(put(HUB, "provider", value=provider(region="eu-west-2")), id="elsewhere"),
            pytest.param(resource("aws_vpc", "one", "lifecycle", {}), id="no longer protected"),
            pytest.param(put(HUB, "resource", "aws_vpc", "one", value=None), id="gone"),
        ],
    )
    def test_of_a_protected_id_is_concerned_where_that_can_change(self, tmp_path: Path, change: Change) -> None:
        def protected(contents: Contents) -> None:
            reading('ids["one"]')(contents)
            contents[HUB]["resource"]["aws_vpc"]["one"]["lifecycle"] = {"prevent_destroy": True}

        def both(contents: Contents) -> None:
            contents[HUB]["resource"]["aws_vpc"]["one"]["cidr_block"] = "10.9.0.0/16"
            change(contents)

        assert states(tmp_path, both, first=protected).get("spoke") == "reads"
