"""CKV_LZ_5: everything a provider makes carries the required tags."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.provider.base_check import BaseProviderCheck
from ruamel.yaml import YAML

_REQUIRED = YAML(typ="safe").load(Path(__file__).parents[1] / "required_tags.yaml")["required_tags"]
_WRITTEN = Path("tag_keys")
_TAG_KEYS = json.loads(_WRITTEN.read_text(encoding="utf-8")) if _WRITTEN.is_file() else {}
"""The organization's own keys, by environment and required tag. The gate writes them where it lets checkov run."""


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
        """Pass when no required key is missing or empty; the environment is the start of the scanned file's folder."""
        tags = conf.get("default_tags", [{}])[0].get("tags", [{}])[0]
        environment = PurePosixPath(self.entity_path.lstrip("/")).parts[0].partition("-")[0]
        keys = _TAG_KEYS.get(environment, {})
        complete = isinstance(tags, dict) and all(tags.get(keys.get(key, key)) for key in _REQUIRED)
        return CheckResult.PASSED if complete else CheckResult.FAILED


check = RequiredTags()
