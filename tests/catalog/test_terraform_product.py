"""A Terraform product is HCL that Terraform takes, in a package of the same bytes for the same product."""

from __future__ import annotations

import json
import random
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from hcl2.api import loads

from modules.catalog.terraform_products.package import SIZE, package
from modules.commands.terraform_product import packaged
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.specification.errors import LandingZoneError

PROVIDER_OVERRIDE = {
    "provider": {
        "aws": {
            "region": "eu-west-1",
            "assume_role": {"role_arn": "arn:aws:iam::111111111111:role/Launch", "session_name": "pp-1_first"},
            "default_tags": {"tags": {"SERVICE_CATALOG_TERRAFORM_INTEGRATION-DO_NOT_DELETE": "pp-1"}},
        }
    }
}
"""What the engine lays over a product (AWS samples, Service Catalog Engine for Terraform, README)."""


@pytest.fixture(scope="module")
def body() -> bytes:
    return packaged("data-bucket")


def files(body: bytes) -> dict[str, str]:
    with tarfile.open(fileobj=BytesIO(body), mode="r:gz") as archive:
        return {name: archive.extractfile(name).read().decode() for name in archive.getnames()}  # type: ignore[union-attr] # all are files


def test_the_same_product_gives_the_same_bytes(body: bytes) -> None:
    assert packaged("data-bucket") == body
    with tarfile.open(fileobj=BytesIO(body), mode="r:gz") as archive:
        assert {(each.mtime, each.uid, each.gid, each.uname, each.gname) for each in archive} == {(0, 0, 0, "", "")}
    assert package({"b.tf": "b", "a.tf": "a"}) == package({"a.tf": "a", "b.tf": "b"})


def test_it_is_hcl_at_the_root_with_the_provider_that_engines_bring(body: bytes) -> None:
    found = files(body)
    written = loads(found["main.tf"])

    assert list(found) == ["main.tf"]
    assert not found["main.tf"].lstrip().startswith("{"), "an app that is told to write HCL writes JSON"
    assert [sorted(each) for each in written["terraform"][0]["required_providers"]] == [["aws"]]
    assert {name for variable in written["variable"] for name in variable} == {"name", "team", "stage", "cost_center"}
    kinds = {kind for resource in written["resource"] for kind in resource}
    assert {"aws_s3_bucket", "aws_s3_bucket_policy", "aws_kms_key", "aws_s3_bucket_public_access_block"} <= kinds


@pytest.mark.terraform
def test_terraform_takes_it_with_what_an_engine_lays_over_it(body: bytes, tmp_path: Path) -> None:
    for name, text in files(body).items():
        (tmp_path / name).write_text(text)
    (tmp_path / "provider_override.tf.json").write_text(json.dumps(PROVIDER_OVERRIDE))
    (tmp_path / "variable_override.tf.json").write_text(json.dumps({"variable": {"name": {"default": "claims"}}}))
    environ = terraform_environment()

    def run(*arguments: str) -> str:
        command = [str(find_terraform(environ)), *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    run("init", "-backend=false", "-input=false")
    assert json.loads(run("validate", "-json"))["diagnostics"] == []


def test_json_is_refused() -> None:
    with pytest.raises(LandingZoneError) as refused:
        package({"main.tf.json": "{}"})
    assert str(refused.value) == (
        "a file of a Terraform product must be in HCL\n"
        "  got: main.tf.json\n"
        "  why: engines of Service Catalog read no other\n"
        "  fix: end its name with .tf"
    )


def test_one_that_an_engine_may_not_read_is_refused() -> None:
    much = random.Random(1).randbytes(2 * SIZE).hex()
    with pytest.raises(LandingZoneError, match="a Terraform product is too large"):
        package({"main.tf": much})


def test_a_product_that_there_is_not_is_refused() -> None:
    with pytest.raises(LandingZoneError) as refused:
        packaged("data-buket")
    assert "fix: write data-bucket" in str(refused.value)
