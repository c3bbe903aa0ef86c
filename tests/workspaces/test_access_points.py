"""Access logs in accounts whose administrators may make access points are kept by the policy of their bucket."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["production", "staging"])
def test_nobody_deletes_access_logs_by_whatever_name_a_request_comes(outputs: dict[str, Path], name: str) -> None:
    found = []
    for path in sorted(outputs[name].glob(f"stacks/{name}-account-*/**/*.tf.json")):
        resources = json.loads(path.read_text(encoding="utf-8")).get("resource", {})
        policies = {each["bucket"]: each["policy"] for each in resources.get("aws_s3_bucket_policy", {}).values()}
        for key, bucket in resources.get("aws_s3_bucket", {}).items():
            if "-access-logs-" in bucket["bucket"]:
                statements = json.loads(policies[f"${{aws_s3_bucket.{key}.id}}"])["Statement"]
                found.append({each["Sid"]: each for each in statements}["KeepRecords"])

    assert found
    for keep in found:
        assert (keep["Effect"], keep["Principal"]) == ("Deny", "*")
        assert keep["Action"] == ["s3:DeleteObject", "s3:DeleteObjectVersion"]
        assert "Condition" not in keep
