"""AFT's four repositories, and what each is rendered with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

REGION = "eu-west-1"
AFT_ACCOUNT = "222222222222"
VENDED_ACCOUNT = "333333333333"
TERRAFORM_VERSION = "1.6.1"
"""What AFT downloads by default."""


class Distribution(StrEnum):
    """Where Terraform runs. AFT knows two ways: Terraform Enterprise goes the way of HCP Terraform."""

    OSS = "oss"
    TFC = "tfc"


class Repository(StrEnum):
    """A repository that AFT reads, by its usual name."""

    REQUEST = "aft-account-request"
    PROVISIONING = "aft-account-provisioning-customizations"
    GLOBAL = "aft-global-customizations"
    ACCOUNT = "aft-account-customizations"

    @property
    def customizes(self) -> bool:
        """Whether it is applied once for each account, with helper scripts around."""
        return self in {Repository.GLOBAL, Repository.ACCOUNT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a pipeline."""

    repository: Repository
    distribution: Distribution
    customization: str = ""
    """The folder of account customizations that the account asks for; empty for all other repositories."""
    aft_account: str = AFT_ACCOUNT
    vended_account: str = VENDED_ACCOUNT

    def variables(self) -> dict[str, str]:
        """Return the variables of AFT's shell: the helper scripts see them where they are sourced."""
        state = self.repository.removeprefix("aft-")
        workspace = f"ct-{self.repository}"
        if self.repository.customizes:
            state = workspace = f"{self.vended_account}-{self.repository}"
        return {
            "TIMESTAMP": "2026-11-30 12:00:00",
            "TF_VERSION": TERRAFORM_VERSION,
            "TF_DISTRIBUTION": self.distribution.value,
            "CT_MGMT_REGION": REGION,
            "AFT_MGMT_ACCOUNT": self.aft_account,
            "AFT_EXEC_ROLE_ARN": f"arn:aws:iam::{self.aft_account}:role/AWSAFTExecution",
            "VENDED_EXEC_ROLE_ARN": f"arn:aws:iam::{self.vended_account}:role/AWSAFTExecution",
            "TF_BACKEND_REGION": REGION,
            "TF_S3_BUCKET": f"aft-backend-{self.aft_account}-primary-region",
            "TF_S3_KEY": f"{state}/terraform.tfstate",
            "TF_DDB_TABLE": f"aft-backend-{self.aft_account}",
            "TF_KMS_KEY_ID": "11111111-2222-4333-8444-555555555555",
            "TF_ORG_NAME": "acme",
            "TF_WORKSPACE_NAME": workspace,
            "CUSTOMIZATION": self.customization,
        }
