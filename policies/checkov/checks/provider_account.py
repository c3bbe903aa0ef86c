"""CKV_LZ_1: a provider says which accounts it may act on."""

from __future__ import annotations

from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.provider.base_check import BaseProviderCheck


class ProviderAccount(BaseProviderCheck):  # type: ignore[misc] # mypy does not follow checkov
    """Every `aws` provider has at least one id in `allowed_account_ids`."""

    def __init__(self) -> None:
        super().__init__(
            id="CKV_LZ_1",
            name="Ensure every aws provider names the accounts that it may act on",
            categories=[CheckCategories.IAM],
            supported_provider=["aws"],
            guideline="A lost assume_role makes the provider act on whichever account the runner is in; "
            "set allowed_account_ids on the provider, so that Terraform stops instead.",
        )

    def scan_provider_conf(self, conf: dict[str, list[Any]]) -> CheckResult:
        """Pass when the list is there and no id in it is empty."""
        ids = conf.get("allowed_account_ids", [None])[0]
        return CheckResult.PASSED if ids and all(ids) else CheckResult.FAILED


check = ProviderAccount()
