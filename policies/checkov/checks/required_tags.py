"""CKV_LZ_5: everything a provider makes carries the required tags."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.provider.base_check import BaseProviderCheck
from ruamel.yaml import YAML

_REQUIRED = YAML(typ="safe").load(Path(__file__).parents[1] / "required_tags.yaml")["required_tags"]


class RequiredTags(BaseProviderCheck):  # type: ignore[misc] # mypy does not follow checkov
    """The `default_tags` of every `aws` provider have a value for each required key."""

    def __init__(self) -> None:
        super().__init__(
            id="CKV_LZ_5",
            name="Ensure every aws provider sets the required tags",
            categories=[CheckCategories.CONVENTION],
            supported_provider=["aws"],
            guideline="Cost and ownership are read from tags; give the provider default_tags with a value for each of "
            f"{', '.join(_REQUIRED)}.",
        )

    def scan_provider_conf(self, conf: dict[str, list[Any]]) -> CheckResult:
        """Pass when no required key is missing or empty."""
        tags = conf.get("default_tags", [{}])[0].get("tags", [{}])[0]
        complete = isinstance(tags, dict) and all(tags.get(key) for key in _REQUIRED)
        return CheckResult.PASSED if complete else CheckResult.FAILED


check = RequiredTags()
