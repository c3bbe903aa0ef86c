"""Amazon Macie in one region, for every account of the organization."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.macie2_account import Macie2Account
from cdktf_cdktf_provider_aws.macie2_custom_data_identifier import Macie2CustomDataIdentifier
from cdktf_cdktf_provider_aws.macie2_organization_configuration import Macie2OrganizationConfiguration
from constructs import Construct

from modules.security.plan.data import custom_data_identifiers
from modules.security.spec.detection import MacieSpec


class Macie(Construct):
    """Define the administrator's Macie, and turn it on in accounts that join later.

    AWS Security Reference Architecture, Amazon Macie. Amazon Macie User Guide, Managing multiple accounts with AWS
    Organizations: accounts that exist already are enrolled one by one.
    """

    def __init__(self, scope: Construct, id_: str, *, spec: MacieSpec) -> None:
        super().__init__(scope, id_)
        account = Macie2Account(self, "Default", status="ENABLED", finding_publishing_frequency=spec.frequency.value)
        Macie2OrganizationConfiguration(self, "organization", auto_enable=True, depends_on=[account])
        identifiers = Construct(self, "custom-data-identifier")
        for name, identifier in custom_data_identifiers().items():
            Macie2CustomDataIdentifier(
                identifiers,
                name,
                name=name,
                description=identifier.title,
                regex=identifier.regex,
                keywords=sorted(identifier.keywords) or None,
                maximum_match_distance=identifier.maximum_match_distance,
                depends_on=[account],
            )
