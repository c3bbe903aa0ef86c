"""What a portfolio is published as, and what is seen of it, by Terraform in the account that owns it."""

from __future__ import annotations

from collections.abc import Iterator

from constructs import Construct

from modules.catalog.pipeline.places import PATH, PORTFOLIO_TAG, PipelinePlace, PortfolioRole
from modules.storage.bounded_role import BoundedRole
from modules.storage.grantees import through_s3
from modules.storage.statements import Statement, allow, trust_one_role

_LOOKING = ["servicecatalog:Describe*", "servicecatalog:Get*", "servicecatalog:List*", "servicecatalog:Search*"]
_NEW = ["servicecatalog:CreatePortfolio", "servicecatalog:CreateProduct"]
_OWN = [
    "servicecatalog:AssociatePrincipalWithPortfolio",
    "servicecatalog:AssociateTagOptionWithResource",
    "servicecatalog:CreateConstraint",
    "servicecatalog:CreatePortfolioShare",
    "servicecatalog:CreateProvisioningArtifact",
    "servicecatalog:DeletePortfolio",
    "servicecatalog:DeletePortfolioShare",
    "servicecatalog:DeleteProduct",
    "servicecatalog:DeleteProvisioningArtifact",
    "servicecatalog:DisassociatePrincipalFromPortfolio",
    "servicecatalog:DisassociateTagOptionFromResource",
    "servicecatalog:UpdatePortfolio",
    "servicecatalog:UpdatePortfolioShare",
    "servicecatalog:UpdateProduct",
    "servicecatalog:UpdateProvisioningArtifact",
]
_WITHOUT_TAGS = [
    "servicecatalog:AssociateProductWithPortfolio",
    "servicecatalog:DeleteConstraint",
    "servicecatalog:DisassociateProductFromPortfolio",
    "servicecatalog:UpdateConstraint",
]
_TEMPLATES = [
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",  # the provider deletes every version of an object
    "s3:GetObject",
    "s3:GetObjectTagging",
    "s3:PutObject",
    "s3:PutObjectTagging",
]


class PublishingRoles(Construct):
    """Define the role that publishes a portfolio, and the one that sees what is published, with the account's boundary.

    Whoever deploys from the management account works as the first, and so does the build of the pipeline that comes
    behind an approval; the build that plans works as the second, which is not there where no build gets to the state.
    Neither makes a role, and each knows the portfolio by its tag, where Service Catalog knows tags: what changes a
    constraint that is there, or puts a product into a portfolio, has no resource that could carry one (Service
    Authorization Reference, Actions, resources, and condition keys for AWS Service Catalog).

    Args:
        scope: The module.
        id_: What they are called in addresses.
        place: The portfolio and its account.
        templates_bucket: The bucket of templates.
        management_account_id: Whose roles deploy by hand.
        boundary_arn: The permissions boundary.
        has_builds: Whether builds plan and publish.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        place: PipelinePlace,
        templates_bucket: str,
        management_account_id: str,
        boundary_arn: str,
        has_builds: bool,
    ) -> None:
        super().__init__(scope, id_)
        templates = f"arn:aws:s3:::{templates_bucket}/{place.portfolio}/*"
        by_hand = {
            "Sid": "TrustWhoeverDeploys",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{management_account_id}:root"},
            "Action": "sts:AssumeRole",
        }
        self._place, self._boundary_arn = place, boundary_arn
        seeing = [*_seeing(place, templates)]
        publishing = [by_hand]
        if has_builds:
            publishing.append(self._build(PortfolioRole.APPLY))
            self._role(PortfolioRole.READING, [self._build(PortfolioRole.PLAN)], seeing)
        self._role(PortfolioRole.DEPLOYMENT, publishing, [*seeing, *_publishing(place, templates)])

    def _build(self, role: PortfolioRole) -> Statement:
        return trust_one_role("TrustTheBuild", self._place.account_id, self._place.role_arn(role))

    def _role(self, role: PortfolioRole, trusted: list[Statement], statements: list[Statement]) -> None:
        BoundedRole(
            self,
            role.part,
            name=self._place.role_name(role),
            path=PATH,
            description=f"What Terraform works as for the portfolio {self._place.portfolio}",
            boundary_arn=self._boundary_arn,
            trust=trusted,
            statements=statements,
        )


def _seeing(place: PipelinePlace, templates: str) -> Iterator[Statement]:
    yield allow("SeeServiceCatalog", _LOOKING, ["*"])
    yield allow("SeeTemplates", ["s3:GetObject", "s3:GetObjectTagging"], [templates])
    yield allow("ReadTemplates", ["kms:Decrypt"], _keys(place), _through_s3(place, templates))


def _publishing(place: PipelinePlace, templates: str) -> Iterator[Statement]:
    its_own = {PORTFOLIO_TAG: place.portfolio}
    asked = {"StringEquals": {f"aws:RequestTag/{key}": value for key, value in its_own.items()}}
    tagged = {"StringEquals": {f"aws:ResourceTag/{key}": value for key, value in its_own.items()}}
    of_catalog = [f"arn:aws:catalog:{place.region}:{place.account_id}:{kind}/*" for kind in ("portfolio", "product")]
    yield allow("MakeItsOwn", _NEW, ["*"], asked)
    yield allow("ChangeItsOwn", _OWN, of_catalog, tagged)
    yield allow("ChangeWhatHasNoTags", _WITHOUT_TAGS, ["*"])
    yield allow("KeepTemplates", _TEMPLATES, [templates])
    bucket, folder = templates.split("/", 1)
    yield allow("FindVersionsOfTemplates", ["s3:ListBucketVersions"], [bucket], {"StringLike": {"s3:prefix": folder}})
    yield allow("EncryptTemplates", ["kms:GenerateDataKey"], _keys(place), _through_s3(place, templates))


def _keys(place: PipelinePlace) -> list[str]:
    return [f"arn:aws:kms:{place.region}:{place.account_id}:key/*"]


def _through_s3(place: PipelinePlace, templates: str) -> dict[str, dict[str, object]]:
    return through_s3(place.region, templates.split("/", 1)[0])
