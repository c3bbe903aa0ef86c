"""Python packages for the whole organization: its own, and those of public sources that were asked for."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.codeartifact_domain import CodeartifactDomain
from cdktf_cdktf_provider_aws.codeartifact_domain_permissions_policy import CodeartifactDomainPermissionsPolicy
from cdktf_cdktf_provider_aws.codeartifact_repository import (
    CodeartifactRepository,
    CodeartifactRepositoryExternalConnections,
    CodeartifactRepositoryUpstream,
)
from cdktf_cdktf_provider_aws.codeartifact_repository_permissions_policy import (
    CodeartifactRepositoryPermissionsPolicy,
)
from constructs import Construct

from modules.machine_learning.platform.shared_account import SharedAccount
from modules.storage.statements import policy

SHARED = "shared"
"""The repository that everybody reads from."""

_READING = [
    "codeartifact:DescribePackageVersion",
    "codeartifact:DescribeRepository",
    "codeartifact:GetPackageVersionReadme",
    "codeartifact:GetRepositoryEndpoint",
    "codeartifact:ListPackages",
    "codeartifact:ListPackageVersionAssets",
    "codeartifact:ListPackageVersionDependencies",
    "codeartifact:ListPackageVersions",
    "codeartifact:ReadFromRepository",
]


class Packages(Construct):
    """Define the domain, a repository for each public source, and the one that everybody reads from.

    Who publishes is said by roles of the account. AWS CodeArtifact User Guide, Domain policies, Repository policies and
    Connect a CodeArtifact repository to a public repository.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        account: Where it is.
        key_arn: The key that encrypts packages.
        sources: Public repositories, as CodeArtifact names them behind `public:`.

    """

    def __init__(
        self, scope: Construct, id_: str, *, account: SharedAccount, key_arn: str, sources: Iterable[str]
    ) -> None:
        super().__init__(scope, id_)
        domain = CodeartifactDomain(
            self,
            "Default",
            domain=account.organization,
            encryption_key=key_arn,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        reading = {
            "Sid": "ReadInTheOrganization",
            "Effect": "Allow",
            "Principal": "*",
            "Resource": "*",
            "Condition": account.in_organization,
        }
        CodeartifactDomainPermissionsPolicy(
            self,
            "policy",
            domain=domain.domain,
            policy_document=policy([{**reading, "Action": ["codeartifact:GetAuthorizationToken"]}]),
        )
        public = Construct(self, "public")
        upstream = [
            CodeartifactRepository(
                public,
                source,
                domain=domain.domain,
                repository=f"public-{source}",
                description=f"What was asked for of {source}, kept as it was then",
                external_connections=CodeartifactRepositoryExternalConnections(
                    external_connection_name=f"public:{source}"
                ),
            )
            for source in sources
        ]
        shared = CodeartifactRepository(
            self,
            SHARED,
            domain=domain.domain,
            repository=SHARED,
            description="Packages for the whole organization",
            upstream=[CodeartifactRepositoryUpstream(repository_name=each.repository) for each in upstream] or None,
        )
        CodeartifactRepositoryPermissionsPolicy(
            self,
            "shared-policy",
            domain=domain.domain,
            repository=shared.repository,
            policy_document=policy([{**reading, "Action": _READING}]),
        )
