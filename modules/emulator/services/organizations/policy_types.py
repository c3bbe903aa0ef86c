"""Types of organization policies that moto cannot create: backup, declarative for EC2, and all that are newer.

Behaviour from the AWS Organizations API Reference, pages "CreatePolicy", "EnablePolicyType" and "PolicySummary".
"""

from __future__ import annotations

from typing import Any

import moto.organizations.models
from moto.core.utils import get_service_model
from moto.organizations.models import FakePolicy, FakeRoot

_ADDED = (
    "DECLARATIVE_POLICY_EC2",
    "CHATBOT_POLICY",
    "SECURITYHUB_POLICY",
    "INSPECTOR_POLICY",
    "UPGRADE_ROLLOUT_POLICY",
    "BEDROCK_POLICY",
    "S3_POLICY",
    "NETWORK_SECURITY_DIRECTOR_POLICY",
    "GUARDDUTY_POLICY",
)
_WITHOUT_ARN = ("BACKUP_POLICY", *_ADDED)  # moto lets the first be enabled, and then knows no ARN for it


class Policy(FakePolicy):
    """A policy of any type. moto's own refuses those types whose ARNs it does not know."""

    def __init__(self, organization: Any, **kwargs: Any) -> None:
        type_ = kwargs.get("Type", "")
        if type_ not in _WITHOUT_ARN:
            super().__init__(organization, **kwargs)
            return
        super().__init__(organization, **(kwargs | {"Type": "TAG_POLICY"}))
        self.type = type_
        self._arn_format = f"arn:{{0}}:organizations::{{1}}:policy/{{2}}/{type_.lower()}/{{3}}"


def register() -> None:
    """Let moto enable and create these types."""
    for supporting in (FakeRoot, FakePolicy):
        supporting.SUPPORTED_POLICY_TYPES = [*supporting.SUPPORTED_POLICY_TYPES, *_ADDED]
    moto.organizations.models.FakePolicy = Policy
    kinds = get_service_model("organizations").shape_for("PolicyType").metadata["enum"]
    kinds.extend(kind for kind in _ADDED if kind not in kinds)  # botocore's model is older than some of them
