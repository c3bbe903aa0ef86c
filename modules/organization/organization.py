"""The organization: all features, trusted access, policy types."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import ITerraformDependable, TerraformLocal, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.organizations_organization import OrganizationsOrganization
from constructs import Construct

from modules.organization.spec import PROVIDER_POLICY_TYPES, OrganizationSpec

SHARED_WITH_OTHERS = ("aws_service_access_principals", "enabled_policy_types")
"""What Control Tower, a service's own console or a person turns on as well. Terraform knows only whole lists, and the
provider refuses kinds of policy that are newer than it, so a list of its own would turn off all that is not in it."""


NEWER = "policy_types_newer_than_the_provider"
"""The local value that lists the kinds of policy which the provider refuses to turn on; the runner reads it."""


class Organization(Construct):
    """Define the organization's settings.

    An organization that exists already is imported, not made: `terraform import` in the workspace's folder
    (docs/how-to/adopt-an-organization.md). It can never be destroyed from here. Terraform turns services and kinds of
    policy on when it makes the organization, and leaves them alone from then on; what is listed later is turned on by
    the runner (modules/runner/turning_on). Nothing turns any of them off.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        spec: What the YAML says of it.
        also_trusted: Services that other parts of the YAML need trusted access for.

    """

    def __init__(self, scope: Construct, id_: str, *, spec: OrganizationSpec, also_trusted: Iterable[str] = ()) -> None:
        super().__init__(scope, id_)
        self._organization = OrganizationsOrganization(
            self,
            "Default",
            feature_set="ALL",
            aws_service_access_principals=sorted({*spec.trusted_services, *also_trusted}),
            enabled_policy_types=sorted(kind.value for kind in spec.policy_types if kind in PROVIDER_POLICY_TYPES),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True, ignore_changes=list(SHARED_WITH_OTHERS)),
        )

        newer = sorted(kind.value for kind in spec.policy_types if kind not in PROVIDER_POLICY_TYPES)
        if newer:
            TerraformLocal(self, NEWER, newer).override_logical_id(NEWER)

    @property
    def root_id(self) -> str:
        """Token: the id of the root, which organizational units hang below."""
        return self._organization.roots.get(0).id

    @property
    def organization_id(self) -> str:
        """Token: the organization's id, `o-...`."""
        return self._organization.id

    @property
    def organization_arn(self) -> str:
        """Token: the organization's ARN."""
        return self._organization.arn

    @property
    def dependable(self) -> ITerraformDependable:
        """What to depend on where nothing of the organization is referred to, yet it must be there."""
        return self._organization
