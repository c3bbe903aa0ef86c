"""CKV_LZ_3: an account, a unit or the organization is not destroyed by a change of code."""

from __future__ import annotations

from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck

_ACCOUNT_FACTORY = "Account Factory"  # part of the name of Control Tower's product
_ACCOUNT_EMAIL = "AccountEmail"  # a parameter that Account Factory requires: it tells its products from all others


class AccountDestroyProtection(BaseResourceCheck):  # type: ignore[misc] # mypy does not follow checkov
    """Accounts, organizational units and the organization have `prevent_destroy`; accounts do not close on deletion."""

    def __init__(self) -> None:
        super().__init__(
            id="CKV_LZ_3",
            name="Ensure accounts, organizational units and the organization are protected from destroy",
            categories=[CheckCategories.BACKUP_AND_RECOVERY],
            supported_resources=[
                "aws_organizations_account",
                "aws_organizations_organization",
                "aws_organizations_organizational_unit",
                "aws_servicecatalog_provisioned_product",
            ],
            guideline="A destroyed account is closed or leaves the organization, and cannot be made again with its id; "
            "set lifecycle.prevent_destroy = true and leave close_on_deletion unset.",
        )

    def scan_resource_conf(self, conf: dict[str, list[Any]]) -> CheckResult:
        """Pass only on literal values: what a variable decides is not a protection."""
        if self.entity_type == "aws_servicecatalog_provisioned_product" and not _is_account(conf):
            return CheckResult.UNKNOWN
        lifecycle = conf.get("lifecycle", [{}])[0]
        protected = lifecycle.get("prevent_destroy") == [True]
        closes = conf.get("close_on_deletion", [False]) not in ([False], [None])
        return CheckResult.PASSED if protected and not closes else CheckResult.FAILED


def _is_account(conf: dict[str, list[Any]]) -> bool:
    named = _ACCOUNT_FACTORY in str(conf.get("product_name", ""))
    return named or any(p.get("key") == [_ACCOUNT_EMAIL] for p in conf.get("provisioning_parameters", []))


check = AccountDestroyProtection()
