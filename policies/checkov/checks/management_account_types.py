"""CKV_LZ_2: the management account holds what only it can hold."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck
from ruamel.yaml import YAML

_ALLOWED = YAML(typ="safe").load(Path(__file__).parents[1] / "management_account_types.yaml")
_TYPES = {kind for kinds in _ALLOWED["types"].values() for kind in kinds}


class ManagementAccountTypes(BaseResourceCheck):  # type: ignore[misc] # mypy does not follow checkov
    """A workspace of the management account holds only resource types of the allow list.

    It looks at every resource, and passes those of other accounts: so each resource that checkov read leaves
    a result, and the gate can tell a checked file from a dropped one.
    """

    def __init__(self) -> None:
        super().__init__(
            id="CKV_LZ_2",
            name="Ensure the management account holds only resource types of the allow list",
            categories=[CheckCategories.GENERAL_SECURITY],
            supported_resources=["*"],
            guideline="Organization policies do not restrain the management account; move the resource to a member "
            "account, or add its type to policies/checkov/management_account_types.yaml.",
        )

    def scan_resource_conf(self, conf: dict[str, list[Any]]) -> CheckResult:  # noqa: ARG002 - checkov's signature
        """Look at the type alone; the workspace is the first folder of the scanned file."""
        scanned_file = self.entity_path.split(":", 1)[0]
        workspace = PurePosixPath(scanned_file.lstrip("/")).parts[0]
        name = workspace.partition("-")[2]
        managed = any(fnmatchcase(name, pattern) for pattern in _ALLOWED["workspaces"])
        allowed = _TYPES.union(_ALLOWED["types_of_workspaces"].get(name, ()))
        return CheckResult.FAILED if managed and self.entity_type not in allowed else CheckResult.PASSED


check = ManagementAccountTypes()
