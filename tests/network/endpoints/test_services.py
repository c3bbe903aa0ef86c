"""Names and regions of endpoint services are those of AWS."""

from __future__ import annotations

import re

import pytest
from botocore.loaders import Loader

from modules.aws_limits import REGIONS
from modules.network.plan.endpoint_services import ABSENT, MACHINE_LEARNING, SERVICES, is_in, sdk_name, service_name

IN_THE_ISSUE = {
    "sagemaker.api", "sagemaker.runtime", "sagemaker.featurestore-runtime", "sagemaker.metrics", "notebook", "studio",
    "sts", "logs", "monitoring", "ecr.api", "ecr.dkr", "kms", "secretsmanager", "ssm", "servicecatalog",
    "codeartifact.api", "codeartifact.repositories", "bedrock-runtime", "athena", "glue", "lakeformation",
}  # fmt: skip

PARTITION = Loader().load_data("endpoints")["partitions"][0]
ENDPOINTS = PARTITION["services"]
TABLED = REGIONS.keys() & PARTITION["regions"]
"""The regions that the SDK's table has: younger ones are not in it."""


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_a_service_is_in_the_regions_of_the_sdks_table(service: str) -> None:
    known = {region for region in ENDPOINTS[sdk_name(service)]["endpoints"] if region in TABLED}

    assert {region for region in TABLED if is_in(service, region)} == known


def test_no_region_is_kept_for_a_service_that_is_not_offered() -> None:
    assert set(ABSENT) <= {sdk_name(service) for service in SERVICES}


@pytest.mark.parametrize(
    ("service", "name", "zone", "records"),
    [
        ("sts", "com.amazonaws.eu-west-1.sts", "sts.eu-west-1.amazonaws.com", [""]),
        ("ecr.api", "com.amazonaws.eu-west-1.ecr.api", "api.ecr.eu-west-1.amazonaws.com", [""]),
        ("ecr.dkr", "com.amazonaws.eu-west-1.ecr.dkr", "dkr.ecr.eu-west-1.amazonaws.com", ["*"]),
        ("sagemaker.api", "com.amazonaws.eu-west-1.sagemaker.api", "api.sagemaker.eu-west-1.amazonaws.com", [""]),
        ("notebook", "aws.sagemaker.eu-west-1.notebook", "notebook.eu-west-1.sagemaker.aws", ["*"]),
        ("studio", "aws.sagemaker.eu-west-1.studio", "studio.eu-west-1.sagemaker.aws", ["*"]),
        ("codeartifact.api", "com.amazonaws.eu-west-1.codeartifact.api", "codeartifact.eu-west-1.amazonaws.com", [""]),
        (
            "codeartifact.repositories",
            "com.amazonaws.eu-west-1.codeartifact.repositories",
            "d.codeartifact.eu-west-1.amazonaws.com",
            ["*"],
        ),
        ("kinesis-firehose", "com.amazonaws.eu-west-1.kinesis-firehose", "firehose.eu-west-1.amazonaws.com", [""]),
        ("execute-api", "com.amazonaws.eu-west-1.execute-api", "execute-api.eu-west-1.amazonaws.com", ["*"]),
    ],
)
def test_names_that_do_not_follow_from_the_service_are_right(
    service: str, name: str, zone: str, records: list[str]
) -> None:
    assert service_name(service, "eu-west-1") == name
    assert SERVICES[service].zone("eu-west-1") == zone
    assert list(SERVICES[service].records) == records


def test_every_zone_is_of_its_region_and_another_for_each_service() -> None:
    zones = [service.zone("eu-west-1") for service in SERVICES.values()]

    assert len(zones) == len(set(zones))
    assert all(re.search(r"\.eu-west-1\.(amazonaws\.com|sagemaker\.aws|api\.aws)$", zone) for zone in zones)


def test_machine_learning_has_what_the_issue_lists() -> None:
    assert set(MACHINE_LEARNING) == IN_THE_ISSUE
    assert set(MACHINE_LEARNING) <= set(SERVICES)
