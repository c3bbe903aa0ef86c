"""Whose tokens IAM takes: GitHub's, GitLab's."""

from __future__ import annotations

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.iam_openid_connect_provider import IamOpenidConnectProvider
from constructs import Construct


class IdentityProvider(Construct):
    """Define an identity provider of OpenID Connect.

    Without thumbprints: IAM takes them from the host, and compares its certificate with authorities that it knows (IAM
    API Reference, CreateOpenIDConnectProvider and UpdateOpenIDConnectProviderThumbprint).

    Args:
        scope: The workspace.
        id_: What it is called in addresses.
        host: The host that issues tokens.
        audience: Whom they are made for.

    """

    def __init__(self, scope: Construct, id_: str, *, host: str, audience: str) -> None:
        super().__init__(scope, id_)
        self._provider = IamOpenidConnectProvider(self, "Default", url=f"https://{host}", client_id_list=[audience])

    @property
    def resource(self) -> ITerraformDependable:
        """What a role that trusts it depends on."""
        return self._provider
