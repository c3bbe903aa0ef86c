"""A workspace more is a file and a line of the page; what is constructed without the line is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

from modules.accounts import roster
from modules.accounts.roster import Account
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.template import marker
from modules.workspaces.base.workspace import ManagementWorkspace, Workspace
from modules.workspaces.order import define_workspaces
from modules.workspaces.writing.silent_loss import SilentLossError
from modules.workspaces.writing.synthesis import Synthesis, synthesize
from tests.support.environments import document, environment


class SecurityWorkspace(Workspace):
    """A room that moves in: one parameter in each region."""

    def __init__(self, deployment: Deployment) -> None:
        super().__init__(deployment, "security")
        zone = deployment.environment.zone
        account = roster.management(zone.organization)
        for number, region in enumerate(zone.organization.regions):
            provider: AwsProvider = add_provider(
                self.default_scope,
                account_id=zone.organization.management_account.id,
                role_name=deployment.environment.role_name(account),
                region=region,
                tags=deployment.environment.tags(account),
                alias=region if number else None,
            )
            SsmParameter(self, region, name="/toy", type="String", value=region, provider=provider)


def written(folder: Path, define: Callable[[Deployment], None]) -> Synthesis:
    return synthesize([environment("staging")], folder, define=define)


class TestAWorkspaceMore:
    def test_is_a_class_and_a_line(self, tmp_path: Path) -> None:
        def define(deployment: Deployment) -> None:
            define_workspaces(deployment)
            deployment.add(SecurityWorkspace(deployment))

        assert written(tmp_path, define).workspaces[-1] == "staging-security"
        parameters = document(tmp_path, "staging-security")["resource"]["aws_ssm_parameter"]
        assert {name: body["value"] for name, body in parameters.items()} == {
            region: region for region in environment("staging").zone.organization.regions
        }

    def test_is_refused_by_name_without_the_line(self, tmp_path: Path) -> None:
        def define(deployment: Deployment) -> None:
            define_workspaces(deployment)
            SecurityWorkspace(deployment)

        with pytest.raises(SilentLossError, match=r"never written: staging-security; add them in .*order\.py"):
            written(tmp_path, define)
        assert not list(tmp_path.rglob("*.json"))

    def test_is_refused_where_two_have_one_name(self, tmp_path: Path) -> None:
        def define(deployment: Deployment) -> None:
            deployment.add_each(ToyFamily(deployment, key=lambda _: "same"))

        with pytest.raises(SilentLossError, match="two workspaces are called staging-toy-same"):
            written(tmp_path, define)


@dataclass(frozen=True)
class ToyFamily:
    """A workspace for each account, that differ in one value."""

    deployment: Deployment
    key: Callable[[Account], str] = lambda account: account.key
    in_address: str = ""

    @property
    def members(self) -> tuple[Account, ...]:
        return self.deployment.environment.zone.roster

    def shape(self, member: Account) -> bool:
        return member.team is not None

    def define(self, key: str, shape: bool) -> Workspace:  # noqa: FBT001 - the shape
        workspace = ManagementWorkspace(self.deployment, f"toy-{key}")
        id_ = {"shape": key, "name": marker("name")}.get(self.in_address, "toy")
        SsmParameter(workspace, id_, name=f"/toy/{shape}", type="String", value=marker("name"))
        return workspace

    def values(self, member: Account) -> dict[str, str]:
        return {"name": member.name}


class TestAFamily:
    def test_is_written_for_every_member_with_its_values(self, tmp_path: Path) -> None:
        workspaces = written(tmp_path, lambda deployment: void(deployment.add_each(ToyFamily(deployment)))).workspaces
        accounts = environment("staging").zone.roster
        assert sorted(workspaces) == sorted(f"staging-toy-{account.key}" for account in accounts)
        for account in accounts:
            parameter = document(tmp_path, f"staging-toy-{account.key}")["resource"]["aws_ssm_parameter"]["toy"]
            assert parameter["value"] == account.name
            assert parameter["name"] == f"/toy/{account.team is not None}"

    @pytest.mark.parametrize("where", ["name", "shape"])
    def test_is_refused_where_a_value_or_a_shape_s_number_is_part_of_an_address(
        self, tmp_path: Path, where: str
    ) -> None:
        with pytest.raises(SilentLossError, match="part of an address: aws_ssm_parameter"):
            written(tmp_path, lambda deployment: void(deployment.add_each(ToyFamily(deployment, in_address=where))))

    def test_is_refused_where_it_gives_no_value_for_a_marker(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ToyFamily, "values", lambda *_: {})
        with pytest.raises(SilentLossError, match="its family gives no value for the markers name"):
            written(tmp_path, lambda deployment: void(deployment.add_each(ToyFamily(deployment))))


class ToyOutputs(Outputs):
    """Outputs of a toy."""

    ids = Output()


class TestOutputs:
    def test_are_published_and_read_under_one_name(self, tmp_path: Path) -> None:
        def define(deployment: Deployment) -> None:
            producer = deployment.add(ManagementWorkspace(deployment, "producer"))
            outputs = ToyOutputs.publish(producer, ids={"a": "1"})
            reader = deployment.add(ManagementWorkspace(deployment, "reader"))
            SsmParameter(reader, "toy", name="/toy", type="String", value=outputs.ids(reader, "a"))

        written(tmp_path, define)
        assert document(tmp_path, "staging-producer")["output"]["ids"] == {"value": {"a": "1"}}
        parameter = document(tmp_path, "staging-reader")["resource"]["aws_ssm_parameter"]["toy"]
        assert parameter["value"] == '${data.terraform_remote_state.producer.outputs.ids["a"]}'

    def test_that_the_class_does_not_list_are_refused(self, tmp_path: Path) -> None:
        def define(deployment: Deployment) -> None:
            ToyOutputs.publish(deployment.add(ManagementWorkspace(deployment, "producer")), arns={})

        with pytest.raises(AttributeError, match="ToyOutputs lists no output arns"):
            written(tmp_path, define)


def void(_: object) -> None:
    """Let a lambda return nothing."""
