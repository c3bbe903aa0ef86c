"""The role that a domain of Amazon DataZone checks people's doings in its portal against."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.storage.statements import allow, policy, trust_for_the_account

ROLE_NAME, ROLE_PATH = "DataZoneDomainExecution", "/service-role/"
"""DataZone takes roles of this path and of none (Amazon DataZone API Reference, CreateDomain)."""

_FIND = (
    "GetAsset",
    "GetAssetType",
    "GetDataProduct",
    "GetDomain",
    "GetDomainUnit",
    "GetFormType",
    "GetGlossary",
    "GetGlossaryTerm",
    "GetListing",
    "GetProject",
    "GetUserProfile",
    "ListAssetRevisions",
    "ListDataProductRevisions",
    "ListDomainUnitsForParent",
    "ListNotifications",
    "ListProjectMemberships",
    "ListProjects",
    "Search",
    "SearchListings",
    "SearchTypes",
)
_DESCRIBE = (
    "CreateAsset",
    "CreateAssetRevision",
    "CreateAssetType",
    "CreateDataProduct",
    "CreateDataProductRevision",
    "CreateFormType",
    "CreateListingChangeSet",
    "DeleteAsset",
    "DeleteDataProduct",
    "DeleteListing",
)


class DataZoneRole(Construct):
    """Define the role: DataZone alone works as it, for this account; it finds and describes data, and grants none.

    AWS's own policy for it (AmazonDataZoneDomainExecutionRolePolicy) also makes projects, environments, data sources,
    subscriptions and grants, and gives credentials of environments: none of that is here. DataZone uses the domain's
    key by grants of its own, so the role needs nothing of it.

    Amazon DataZone User Guide, AmazonDataZoneDomainExecutionRole, and Data encryption at rest for Amazon DataZone, read
    29 November 2026.
    """

    def __init__(self, scope: Construct, id_: str, *, account_id: str) -> None:
        super().__init__(scope, id_)
        trust = trust_for_the_account("TrustDataZoneOfTheAccount", "datazone", account_id)
        tags = {"ForAllValues:StringLike": {"aws:TagKeys": ["datazone*"]}}
        trust = {**trust, "Action": ["sts:AssumeRole", "sts:TagSession"], "Condition": {**trust["Condition"], **tags}}
        self._role = IamRole(
            self,
            "Default",
            name=ROLE_NAME,
            path=ROLE_PATH,
            description="What people in the data portal may do",
            assume_role_policy=policy([trust]),
        )
        statements = [
            allow("FindData", (f"datazone:{name}" for name in _FIND), ["*"]),
            allow("DescribeData", (f"datazone:{name}" for name in _DESCRIBE), ["*"]),
        ]
        self._policy = IamRolePolicy(
            self, "policy", name="FindAndDescribeData", role=self._role.name, policy=policy(statements)
        )

    @property
    def role_arn(self) -> str:
        """Token: the role's ARN."""
        return self._role.arn

    @property
    def policy(self) -> IamRolePolicy:
        """What the domain waits for."""
        return self._policy
