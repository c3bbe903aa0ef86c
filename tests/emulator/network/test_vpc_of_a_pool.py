"""A VPC whose range a pool gave: what the real provider plans for it, found again or moved to another pool."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.emulator.server import EmbeddedAws
from modules.network.vpc.tiered_vpc import TieredVpc, TierNames, VpcAddresses
from modules.runner.terraform.import_file import write_imports
from tests.emulator.conftest import PrepareTerraform
from tests.emulator.connection import connect
from tests.emulator.network.pools import regional_pool
from tests.emulator.terraform_run import TerraformRun
from tests.support.synthesis import synthesize_one

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

ACCOUNT = "362000000012"
BUCKET = "flows-of-a-vpc-of-a-pool"
ADDRESS = "aws_vpc.spoke"


@pytest.fixture(scope="module")
def pools(aws: EmbeddedAws) -> list[str]:
    connect(aws, "s3", ACCOUNT).create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    ec2 = connect(aws, "ec2", ACCOUNT)
    return [regional_pool(ec2) for _ in range(2)]


@pytest.fixture
def applied(terraform: PrepareTerraform, tmp_path: Path, pools: list[str]) -> TerraformRun:
    run = terraform(ACCOUNT, written(tmp_path, pools[0]))
    run.succeeds("apply", "-auto-approve")
    return run


def written(tmp_path: Path, pool_id: str) -> Path:
    document = synthesize_one(
        tmp_path / "synthesized",
        lambda stack: TieredVpc(
            stack,
            "spoke",
            name="production",
            addresses=VpcAddresses(prefix=22, pool_id=pool_id),
            zone_ids=("euw1-az1",),
            names=TierNames(large="private", small="attachment"),
            flow_log_destination=f"arn:aws:s3:::{BUCKET}",
        ),
    )
    del document["terraform"]
    path = tmp_path / "written" / "cdk.tf.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(document))
    return path


def planned(run: TerraformRun) -> dict[str, list[str]]:
    """Plan, and tell what would be done to each resource that is not left as it is."""
    run.succeeds("plan", "-out=tfplan")
    changes: list[dict[str, Any]] = json.loads(run.run("show", "-json", "tfplan").stdout)["resource_changes"]
    return {one["address"]: one["change"]["actions"] for one in changes if one["change"]["actions"] != ["no-op"]}


def test_that_was_lost_is_imported_and_left_as_it_is(applied: TerraformRun) -> None:
    state = json.loads(applied.run("show", "-json").stdout)["values"]["root_module"]["resources"]
    ids = {one["address"]: one["values"]["id"] for one in state if one["type"] in {"aws_vpc", "aws_subnet"}}
    for path in applied.folder.glob("terraform.tfstate*"):
        path.unlink()

    write_imports(applied.folder, ids)

    assert {address: action for address, action in planned(applied).items() if address in ids} == {}


def test_is_replaced_where_another_pool_is_asked_for(applied: TerraformRun, tmp_path: Path, pools: list[str]) -> None:
    (applied.folder / "cdk.tf.json").write_text(written(tmp_path, pools[1]).read_text())

    assert planned(applied)[ADDRESS] == ["delete", "create"]
