"""CKV_LZ_4: customer-managed keys rotate."""

from __future__ import annotations

from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck

_SYMMETRIC = "SYMMETRIC_DEFAULT"


class KmsKeyRotation(BaseResourceCheck):  # type: ignore[misc] # mypy does not follow checkov
    """A KMS key that can rotate by itself does. Stricter than CKV_AWS_7, which passes over a value from a variable."""

    def __init__(self) -> None:
        super().__init__(
            id="CKV_LZ_4",
            name="Ensure customer-managed KMS keys rotate",
            categories=[CheckCategories.ENCRYPTION],
            supported_resources=["aws_kms_key"],
            guideline="A key that never changes protects ever more data with the same material; "
            "set enable_key_rotation = true (AWS Foundational Security Best Practices, KMS.4).",
        )

    def scan_resource_conf(self, conf: dict[str, list[Any]]) -> CheckResult:
        """Pass over keys that KMS cannot rotate: asymmetric and HMAC keys, and keys of a custom key store."""
        spec = str(conf.get("customer_master_key_spec", [_SYMMETRIC])[0] or _SYMMETRIC)
        if (spec != _SYMMETRIC and "${" not in spec) or conf.get("custom_key_store_id", [None])[0]:
            return CheckResult.UNKNOWN
        return CheckResult.PASSED if conf.get("enable_key_rotation") == [True] else CheckResult.FAILED


check = KmsKeyRotation()
