"""Amazon Security Lake: where it keeps records, what it takes in, and who reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from cdktf import ITerraformDependable, TerraformProvider, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.securitylake_aws_log_source import (
    SecuritylakeAwsLogSource,
    SecuritylakeAwsLogSourceSource,
)
from cdktf_cdktf_provider_aws.securitylake_data_lake import (
    SecuritylakeDataLake,
    SecuritylakeDataLakeConfiguration,
    SecuritylakeDataLakeConfigurationLifecycleConfiguration,
    SecuritylakeDataLakeConfigurationLifecycleConfigurationExpiration,
)
from cdktf_cdktf_provider_aws.securitylake_subscriber import (
    SecuritylakeSubscriber,
    SecuritylakeSubscriberSource,
    SecuritylakeSubscriberSourceAwsLogSourceResource,
    SecuritylakeSubscriberSubscriberIdentity,
)
from constructs import Construct

from modules.security.delegation.chain import Chain
from modules.security.spec.security_lake import LakeSource
from modules.storage.statements import policy

SOURCE_VERSION = "2.0"
"""Records in version 1.1.0 of the Open Cybersecurity Schema Framework (Amazon Security Lake User Guide, Source
management in Security Lake)."""

_ROLE = "AmazonSecurityLakeMetaStoreManagerV2"
_MANAGED_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonSecurityLakeMetastoreManager"


class DataLakes(Construct):
    """Define a lake in each region, one after the other: Security Lake refuses two changes at a time.

    S3 encrypts what is in them with keys of its own. Amazon Security Lake User Guide, Getting started with Amazon
    Security Lake: its functions work as a role of this name.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        providers: The log archive's provider for each region.
        expire_after_days: Days after which records are deleted.

    """

    def __init__(
        self, scope: Construct, id_: str, *, providers: Mapping[str, TerraformProvider], expire_after_days: int
    ) -> None:
        super().__init__(scope, id_)
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        role = IamRole(self, "role", name=_ROLE, path="/service-role/", assume_role_policy=policy([trust]))
        chain = Chain()
        chain.add(lambda _: IamRolePolicyAttachment(self, "keeps-tables", role=role.name, policy_arn=_MANAGED_POLICY))
        expiration = SecuritylakeDataLakeConfigurationLifecycleConfigurationExpiration(days=expire_after_days)
        for region in providers:
            configuration = SecuritylakeDataLakeConfiguration(
                region=region,
                lifecycle_configuration=[
                    SecuritylakeDataLakeConfigurationLifecycleConfiguration(expiration=[expiration])
                ],
            )
            chain.add(partial(self._lake, role.arn, configuration, providers[region]))

    def _lake(
        self,
        role_arn: str,
        configuration: SecuritylakeDataLakeConfiguration,
        provider: TerraformProvider,
        after: list[ITerraformDependable],
    ) -> SecuritylakeDataLake:
        return SecuritylakeDataLake(
            self,
            configuration.region,
            meta_store_manager_role_arn=role_arn,
            configuration=[configuration],
            provider=provider,
            depends_on=after,
            # The provider does not read the role back, and would replace a lake that was imported.
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True, ignore_changes=["meta_store_manager_role_arn"]),
        )


class LakeContents(Construct):
    """Define what lakes take in of which accounts, and who reads that, one change after the other.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        sources: What is taken in.
        account_ids: Tokens: ids of the accounts that it is taken of.
        providers: The log archive's provider for each region that has a lake.
        reader_id: The account that reads.
        external_id: What it names itself with when it does.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        sources: Iterable[LakeSource],
        account_ids: list[str],
        providers: Mapping[str, TerraformProvider],
        reader_id: str,
        external_id: str,
    ) -> None:
        super().__init__(scope, id_)
        chain, names = Chain(), sorted(source.value for source in sources)
        of_sources = Construct(self, "source")
        for name in names:
            chain.add(partial(_source, of_sources, name, account_ids, [*providers]))
        for region, provider in providers.items():
            readers = Construct(self, region)
            identity = SecuritylakeSubscriberSubscriberIdentity(principal=reader_id, external_id=external_id)
            for access in ("LAKEFORMATION", "S3"):
                chain.add(partial(_subscriber, readers, access, sources=names, identity=identity, provider=provider))


def _source(
    scope: Construct, name: str, account_ids: list[str], regions: list[str], after: list[ITerraformDependable]
) -> SecuritylakeAwsLogSource:
    source = SecuritylakeAwsLogSourceSource(
        source_name=name, source_version=SOURCE_VERSION, regions=regions, accounts=account_ids
    )
    return SecuritylakeAwsLogSource(scope, name, source=[source], depends_on=after or None)


def _subscriber(  # noqa: PLR0913 - each is a property of its own
    scope: Construct,
    access: str,
    after: list[ITerraformDependable],
    *,
    sources: list[str],
    identity: SecuritylakeSubscriberSubscriberIdentity,
    provider: TerraformProvider,
) -> SecuritylakeSubscriber:
    return SecuritylakeSubscriber(
        scope,
        access,
        subscriber_name=f"security-tooling-{access.lower()}",
        access_type=access,
        source=[
            SecuritylakeSubscriberSource(
                aws_log_source_resource=[
                    SecuritylakeSubscriberSourceAwsLogSourceResource(source_name=name, source_version=SOURCE_VERSION)
                ]
            )
            for name in sources
        ],
        subscriber_identity=[identity],
        provider=provider,
        depends_on=after,
    )
