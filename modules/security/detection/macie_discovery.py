"""What Amazon Macie reads in one account, every week."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.macie2_classification_job import (
    Macie2ClassificationJob,
    Macie2ClassificationJobS3JobDefinition,
    Macie2ClassificationJobS3JobDefinitionBucketCriteria,
    Macie2ClassificationJobS3JobDefinitionBucketCriteriaIncludes,
    Macie2ClassificationJobS3JobDefinitionBucketCriteriaIncludesAnd,
    Macie2ClassificationJobS3JobDefinitionBucketCriteriaIncludesAndSimpleCriterion,
    Macie2ClassificationJobScheduleFrequency,
)
from constructs import Construct

from modules.security.spec.detection import DiscoverySpec


class MacieDiscovery(Construct):
    """Look for sensitive data in all buckets of a member, those of tomorrow included, from the administrator's account.

    Amazon Macie User Guide, Running sensitive data discovery jobs: which buckets fit is looked up at each run, and a
    run reads what is new since the one before. A job cannot be changed, so that each account has its own.

    Args:
        scope: The stack.
        id_: What it is called in addresses: the account.
        spec: What the environment says of it.
        account: What the account is called in the job's name.
        account_id: The account, a member.
        identifier_ids: The custom data identifiers that are looked for beside what Macie recommends.
        after: What enrols the account.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: DiscoverySpec,
        account: str,
        account_id: str,
        identifier_ids: Iterable[str],
        after: ITerraformDependable,
    ) -> None:
        super().__init__(scope, id_)
        of_account = Macie2ClassificationJobS3JobDefinitionBucketCriteriaIncludesAndSimpleCriterion(
            comparator="EQ", key="ACCOUNT_ID", values=[account_id]
        )
        Macie2ClassificationJob(
            self,
            "Default",
            name=f"sensitive-data-{account}",
            description="Sensitive data in the buckets of a data lake, every week",
            job_type="SCHEDULED",
            schedule_frequency=Macie2ClassificationJobScheduleFrequency(weekly_schedule=spec.weekday.value),
            initial_run=spec.existing_objects,
            sampling_percentage=spec.sampling_percent,
            custom_data_identifier_ids=list(identifier_ids),
            s3_job_definition=Macie2ClassificationJobS3JobDefinition(
                bucket_criteria=Macie2ClassificationJobS3JobDefinitionBucketCriteria(
                    includes=Macie2ClassificationJobS3JobDefinitionBucketCriteriaIncludes(
                        and_=[
                            Macie2ClassificationJobS3JobDefinitionBucketCriteriaIncludesAnd(simple_criterion=of_account)
                        ]
                    )
                )
            ),
            depends_on=[after],
        )
