"""A domain of Amazon DataZone, in which people find data and read what it means."""

from __future__ import annotations

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.datazone_domain import DatazoneDomain, DatazoneDomainSingleSignOn
from cdktf_cdktf_provider_aws.datazone_glossary import DatazoneGlossary
from cdktf_cdktf_provider_aws.datazone_glossary_term import DatazoneGlossaryTerm
from cdktf_cdktf_provider_aws.datazone_project import DatazoneProject
from constructs import Construct

from modules.data.datazone_role import DataZoneRole
from modules.data.spec import DataZoneSpec
from modules.data.zones import Expression

PROJECT_NAME = "data-governance"
_ENABLED = "ENABLED"


class DataZoneDomain(Construct):
    """Define a domain, the project of those who govern data, and a glossary for each LF-Tag with a term for each value.

    No blueprint of environments is enabled: without an environment there is nothing that a subscription could be
    granted to, so that Lake Formation's grants in code stay the only ones (decision 0034).

    Args:
        scope: The module.
        id_: What it is called in addresses.
        spec: What the environment says of it.
        account_id: The account.
        key_arn: The key that encrypts what people write.
        tags: LF-Tags with their values.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, spec: DataZoneSpec, account_id: str, key_arn: str, tags: Expression
    ) -> None:
        super().__init__(scope, id_)
        role = DataZoneRole(self, "role", account_id=account_id)
        kept = TerraformResourceLifecycle(prevent_destroy=True)
        domain = DatazoneDomain(
            self,
            "Default",
            name=spec.name,
            description="What data there is, and what it means",
            domain_execution_role=role.role_arn,
            kms_key_identifier=key_arn,
            single_sign_on=_single_sign_on(spec),
            depends_on=[role.policy],
            lifecycle=kept,
        )
        project = DatazoneProject(
            self,
            "project",
            domain_identifier=domain.id,
            name=PROJECT_NAME,
            description="Describes data, and owns the glossaries",
            lifecycle=kept,
        )
        glossaries = Construct(self, "glossary")
        for key, values in tags.items():
            _define_glossary(glossaries, key, values, domain=domain, project=project)


def _single_sign_on(spec: DataZoneSpec) -> list[DatazoneDomainSingleSignOn] | None:
    if spec.user_assignment is None:
        return None
    return [DatazoneDomainSingleSignOn(type="IAM_IDC", user_assignment=spec.user_assignment.value.upper())]


def _define_glossary(
    scope: Construct, key: str, values: tuple[str, ...], *, domain: DatazoneDomain, project: DatazoneProject
) -> None:
    """Define the glossary of an LF-Tag. What has no status is refused by the provider once AWS answers with one."""
    place = Construct(scope, key)
    glossary = DatazoneGlossary(
        place,
        "Default",
        domain_identifier=domain.id,
        owning_project_identifier=project.id,
        name=key,
        status=_ENABLED,
        lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
    )
    for value in values:
        DatazoneGlossaryTerm(
            place,
            value,
            domain_identifier=domain.id,
            glossary_identifier=glossary.id,
            name=value,
            short_description=f"LF-Tag {key}={value}",
            status=_ENABLED,
        )
