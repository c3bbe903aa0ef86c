from __future__ import annotations

import re
from typing import Any

from modules.gate.block_lines import addresses_by_line, resource_addresses, written

DOCUMENT: dict[str, Any] = {
    "//": {"metadata": {"path": ["a", {"b": []}]}},
    "data": {"aws_region": {"here": {}}, "aws_iam_policy_document": {"key": {"statement": [{"actions": ["kms:*"]}]}}},
    "module": {"baseline": {"source": "./modules/baseline"}},
    "provider": {"aws": [{"region": "eu-west-1"}, {"region": "us-east-1", "alias": "us-east-1"}], "random": {"x": 1}},
    "resource": {
        "aws_kms_key": {"same": {"description": "line\nbreak {"}, "other": {"tags": {"a": "b"}}},
        "aws_s3_bucket": {"same": {"bucket": "ü"}},
    },
}


def test_each_block_is_found_by_the_line_that_opens_it() -> None:
    lines = written(DOCUMENT).splitlines()

    opened = {address: lines[line - 1].strip() for line, address in addresses_by_line(DOCUMENT).items()}

    assert opened == {
        "data.aws_region.here": '"here": {}',
        "data.aws_iam_policy_document.key": '"key": {',
        "module.baseline": '"baseline": {',
        "provider.aws": "{",
        "provider.aws.us-east-1": "{",
        "provider.random": '"random": {',
        "aws_kms_key.same": '"same": {',
        "aws_kms_key.other": '"other": {',
        "aws_s3_bucket.same": '"same": {',
    }


def test_blocks_of_one_name_are_told_apart() -> None:
    lines = written(DOCUMENT).splitlines()
    by_address = {address: line for line, address in addresses_by_line(DOCUMENT).items()}

    assert re.search("description", lines[by_address["aws_kms_key.same"]])
    assert re.search("bucket", lines[by_address["aws_s3_bucket.same"]])
    assert re.search("us-east-1", lines[by_address["provider.aws.us-east-1"]])


def test_a_resource_that_is_counted_to_zero_is_none() -> None:
    document = {"resource": {"aws_kms_key": {"none": {"count": 0}, "one": {"count": 1}, "many": {"count": "${var.n}"}}}}

    assert resource_addresses(document) == {"aws_kms_key.one", "aws_kms_key.many"}
