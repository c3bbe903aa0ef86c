"""A domain of Amazon DataZone: found again after its state was lost, and what AWS refuses of one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cdktf import TerraformStack

from modules.data.datazone_domain import DataZoneDomain
from modules.data.spec import DataZoneSpec
from modules.runner.recovery.ownership import OURS_BY_PARENT, not_ours
from modules.runner.recovery.replacement import replacement_refusal
from modules.runner.terraform.run import PLAN_FILE
from modules.workspaces.base.providers import add_provider, require_provider
from modules.workspaces.writing.documents import new_app
from tests.emulator.conftest import Client, PrepareTerraform
from tests.emulator.lost_state import LostState, apply_and_lose

pytestmark = pytest.mark.emulator

REGION = "eu-west-1"
TAGS = {"environment": "datazone"}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "datazone.amazonaws.com"}, "Action": "sts:AssumeRole"},
    ],
}


def role(client: Client, account: str, name: str, trust: dict[str, Any]) -> str:
    made = client("iam", account).create_role(
        RoleName=name, Path="/service-role/", AssumeRolePolicyDocument=json.dumps(trust)
    )
    arn: str = made["Role"]["Arn"]
    return arn


def code(refused: pytest.ExceptionInfo[ClientError]) -> str:
    found: str = refused.value.response["Error"]["Code"]
    return found


def lost_domain(client: Client, terraform: PrepareTerraform, folder: Path, account: str) -> LostState:
    """Apply a domain with a glossary, and lose its state."""
    key = client("kms", account).create_key()["KeyMetadata"]["Arn"]
    stack = TerraformStack(new_app(folder / "synthesized"), "datazone")
    require_provider(stack)
    add_provider(stack, account_id=account, role_name=None, region=REGION, tags=TAGS)
    tags = {"classification": ("internal", "public")}
    DataZoneDomain(stack, "datazone", spec=DataZoneSpec(), account_id=account, key_arn=key, tags=tags)
    return apply_and_lose(stack, terraform, folder, account)


@pytest.mark.terraform
def test_a_domain_and_what_is_in_it_are_found_again_and_are_ours_while_it_has_our_tags(
    client: Client, terraform: PrepareTerraform, tmp_path: Path
) -> None:
    account = "360000000051"
    lost = lost_domain(client, terraform, tmp_path, account)
    of_datazone = {address for address in lost.created if address.startswith("aws_datazone")}

    recovery = lost.recovered()
    plan = lost.workspace.shown(PLAN_FILE)

    assert recovery.error == ""
    assert of_datazone <= recovery.imported.keys()
    assert {address.split(".")[0] for address in of_datazone} - {"aws_datazone_domain"} == {
        kind for kind in OURS_BY_PARENT if kind.startswith("aws_datazone")
    }
    assert not_ours(plan, recovery.imported, dict.fromkeys(recovery.imported, TAGS)) & of_datazone == set()
    assert replacement_refusal(plan, recovery.imported, ()) == ""
    another = {"environment": "another"}
    elsewhere = dict.fromkeys(recovery.imported, another)
    assert not_ours(plan, recovery.imported, elsewhere) >= of_datazone


def test_a_domain_takes_a_role_that_datazone_may_work_as(client: Client) -> None:
    account = "360000000052"
    datazone = client("datazone", account)
    other = json.loads(json.dumps(TRUST).replace("datazone.amazonaws.com", "glue.amazonaws.com"))
    wrong = role(client, account, "OfGlue", other)

    for arn in (wrong, f"arn:aws:iam::{account}:role/service-role/Nobody", f"arn:aws:iam::{account}:role/a/path/Own"):
        with pytest.raises(ClientError) as refused:
            datazone.create_domain(name="data", domainExecutionRole=arn)
        assert code(refused) == "ValidationException"
    with pytest.raises(ClientError) as refused:
        datazone.create_domain(name="data", domainExecutionRole="arn:aws:iam::999999999999:role/Elsewhere")
    assert code(refused) == "AccessDeniedException"


def test_what_has_something_in_it_is_deleted_only_where_the_check_is_skipped(client: Client) -> None:
    account = "360000000053"
    datazone = client("datazone", account)
    arn = role(client, account, "DataZoneDomainExecution", TRUST)
    domain = datazone.create_domain(name="data", domainExecutionRole=arn)["id"]
    project = datazone.create_project(domainIdentifier=domain, name="governance")["id"]
    asked = {"domainIdentifier": domain, "owningProjectIdentifier": project}
    glossary = datazone.create_glossary(**asked, name="classification", status="ENABLED")["id"]

    with pytest.raises(ClientError) as refused:
        datazone.delete_glossary(domainIdentifier=domain, identifier=glossary)
    assert code(refused) == "ConflictException"
    with pytest.raises(ClientError) as refused:
        datazone.delete_project(domainIdentifier=domain, identifier=project)
    assert code(refused) == "ValidationException"
    with pytest.raises(ClientError) as refused:
        datazone.delete_domain(identifier=domain)
    assert code(refused) == "ConflictException"

    datazone.delete_domain(identifier=domain, skipDeletionCheck=True)
    assert datazone.list_domains()["items"] == []


def test_a_blueprint_is_one_of_the_domain_and_is_configured_once(client: Client) -> None:
    account = "360000000054"
    datazone = client("datazone", account)
    arn = role(client, account, "DataZoneDomainExecution", TRUST)
    domain = datazone.create_domain(name="data", domainExecutionRole=arn)["id"]
    (lake,) = datazone.list_environment_blueprints(domainIdentifier=domain, managed=True, name="DefaultDataLake")[
        "items"
    ]
    asked = {"domainIdentifier": domain, "environmentBlueprintIdentifier": lake["id"]}

    for regions in (["eu-west-1"], ["eu-central-1"]):
        datazone.put_environment_blueprint_configuration(**asked, enabledRegions=regions)
    (configured,) = datazone.list_environment_blueprint_configurations(domainIdentifier=domain)["items"]
    assert configured["enabledRegions"] == ["eu-central-1"]
    with pytest.raises(ClientError) as refused:
        datazone.put_environment_blueprint_configuration(
            domainIdentifier=domain, environmentBlueprintIdentifier="unknown", enabledRegions=[]
        )
    assert code(refused) == "ResourceNotFoundException"
