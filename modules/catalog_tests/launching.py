"""Products really launched: published in one account of the emulator, in another provisioned, updated, and ended."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from modules.catalog.library.definition import LaunchTest
from modules.catalog.library.template import template_body
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.emulated_account import (
    Client,
    clients,
    create_launch_role,
    furnish,
    other_cost_center,
    wrong_resources,
)
from modules.catalog_tests.fault import Candidate, Column, Fault
from modules.catalog_tests.handlers import is_replaced_by_another_tag
from modules.emulator.server import EmbeddedAws

OWNER_ID = "222222222222"
"""The account that owns the portfolios."""

_BUCKET = "templates-of-products"
_LAUNCHER = "role/Launcher"


def launch_faults(
    candidates: Sequence[Candidate], account: LaunchingAccount, progress: Callable[[str], None] = lambda _: None
) -> Iterator[Fault]:
    """Launch every test of every version on an emulator of its own; give what did not become what the test says.

    Args:
        candidates: The versions.
        account: Where they are launched.
        progress: Called with each launch.

    """
    with EmbeddedAws() as aws:
        client = clients(aws, account.region)
        furnish(client, account)
        where = {"LocationConstraint": account.region}
        client("s3", OWNER_ID).create_bucket(Bucket=_BUCKET, CreateBucketConfiguration=where)
        portal = _Portal(client, account)
        for product in {candidate.product.key: candidate.product for candidate in candidates}.values():
            create_launch_role(client, account, product)
        for candidate in candidates:
            progress(f"launching {candidate.name}")
            for what in _faults(portal, candidate):
                yield Fault(candidate.name, Column.LAUNCH, what)


def _faults(portal: _Portal, candidate: Candidate) -> Iterator[str]:
    from botocore.exceptions import ClientError  # noqa: PLC0415 - takes its time, as boto3 does

    try:
        published = portal.publish(candidate)
        if not any(test.changes for test in candidate.tests):
            yield "no test of it changes a parameter, so that no update is tried"
        for test in candidate.tests:
            yield from (f"test `{test.name}`: {what}" for what in portal.launch(published, test))
    except ClientError as error:
        yield str(error)


@dataclass(frozen=True)
class _Published:
    name: str
    product: str
    artifact: str
    has_fixed_tags: bool
    """Whether a resource of it has tags that are set once: with another tag it is replaced, which its name forbids."""


def _written(parameters: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in parameters.items()]


@dataclass
class _Portal:
    """Publishes products, each in a portfolio of its own that is shared with the account, and launches them there."""

    client: Client
    account: LaunchingAccount
    _tokens: Iterator[int] = field(default_factory=lambda: count(1))

    def publish(self, candidate: Candidate) -> _Published:
        """Publish a version and share it."""
        catalog = self.client("servicecatalog", OWNER_ID)
        name, token = candidate.name, self._token()
        portfolio = catalog.create_portfolio(
            DisplayName=name, ProviderName=candidate.product.definition.owner, IdempotencyToken=token
        )["PortfolioDetail"]["Id"]
        product, artifact = self._create_product(catalog, candidate)
        where = {"PortfolioId": portfolio, "ProductId": product}
        catalog.associate_product_with_portfolio(**where)
        launch = json.dumps({"LocalRoleName": candidate.product.launch_role_name})
        catalog.create_constraint(**where, Type="LAUNCH", Parameters=launch, IdempotencyToken=token)
        if rules := candidate.product.rules:
            asked = {"Parameters": json.dumps({"Rules": rules}), "IdempotencyToken": self._token()}
            catalog.create_constraint(**where, Type="TEMPLATE", **asked)
        catalog.create_portfolio_share(PortfolioId=portfolio, AccountId=self.account.id)
        member = self.client("servicecatalog", self.account.id)
        member.accept_portfolio_share(PortfolioId=portfolio)
        launcher = f"arn:aws:iam::{self.account.id}:{_LAUNCHER}"
        member.associate_principal_with_portfolio(PortfolioId=portfolio, PrincipalARN=launcher, PrincipalType="IAM")
        region, resources = self.account.region, candidate.version.template["Resources"].values()
        has_fixed_tags = any(is_replaced_by_another_tag(resource["Type"], region) for resource in resources)
        return _Published(name, product, artifact, has_fixed_tags)

    def _create_product(self, catalog: Any, candidate: Candidate) -> tuple[str, str]:
        key = f"{candidate.product.key}/{candidate.version.name}.json"
        body = template_body(candidate.version.template, {})
        self.client("s3", OWNER_ID).put_object(Bucket=_BUCKET, Key=key, Body=body)
        created = catalog.create_product(
            Name=candidate.product.definition.title,
            Owner=candidate.product.definition.owner,
            ProductType="CLOUD_FORMATION_TEMPLATE",
            IdempotencyToken=self._token(),
            ProvisioningArtifactParameters={
                "Name": candidate.version.name,
                "Type": "CLOUD_FORMATION_TEMPLATE",
                "Info": {"LoadTemplateFromURL": f"https://{_BUCKET}.s3.{self.account.region}.amazonaws.com/{key}"},
            },
        )
        summary = created["ProductViewDetail"]["ProductViewSummary"]
        return summary["ProductId"], created["ProvisioningArtifactDetail"]["Id"]

    def launch(self, published: _Published, test: LaunchTest) -> Iterator[str]:
        """Launch a version, look at what is there, update it, look again, and terminate it."""
        catalog = self.client("servicecatalog", self.account.id)
        token = self._token()
        record = catalog.provision_product(
            ProductId=published.product,
            ProvisioningArtifactId=published.artifact,
            ProvisionedProductName=token,
            ProvisionToken=token,
            ProvisioningParameters=_written(test.parameters),
        )["RecordDetail"]
        found = self._finished(catalog, record["ProvisionedProductId"])
        if found["Status"] != "AVAILABLE":
            yield f"it is {found['Status']}: {found.get('StatusMessage', 'no message')}"
            return
        stack = f"SC-{self.account.id}-{found['Id']}"
        yield from self._wrong(stack, test)
        if test.changes:
            yield from self._update(catalog, published, found["Id"], test)
        catalog.terminate_provisioned_product(ProvisionedProductId=found["Id"], TerminateToken=token)
        yield from self._left(stack)

    def _update(self, catalog: Any, published: _Published, id_: str, test: LaunchTest) -> Iterator[str]:
        """Update it with other parameters, and with another tag where the account pays otherwise by now."""
        with other_cost_center(self.client, self.account, is_other=not published.has_fixed_tags):
            catalog.update_provisioned_product(
                ProvisionedProductId=id_,
                UpdateToken=self._token(),
                ProvisioningParameters=_written({**test.parameters, **test.changes}),
            )
            found = self._finished(catalog, id_)
        if found["Status"] != "AVAILABLE":
            yield f"after an update it is {found['Status']}: {found.get('StatusMessage', 'no message')}"
            return
        stack = f"SC-{self.account.id}-{id_}"
        yield from (f"after an update, {what}" for what in self._wrong(stack, test))

    def _token(self) -> str:
        return f"token-{next(self._tokens)}"

    def _finished(self, catalog: Any, product_id: str) -> dict[str, Any]:
        while True:
            found: dict[str, Any] = catalog.describe_provisioned_product(Id=product_id)["ProvisionedProductDetail"]
            if found["Status"] != "UNDER_CHANGE":
                return found

    def _wrong(self, stack: str, test: LaunchTest) -> Iterator[str]:
        return wrong_resources(self.client("cloudformation", self.account.id), stack, test)

    def _left(self, stack: str) -> Iterator[str]:
        """Say what is left of a stack that was terminated."""
        stacks = self.client("cloudformation", self.account.id).list_stacks()["StackSummaries"]
        status = next((each["StackStatus"] for each in stacks if each["StackName"] == stack), "DELETE_COMPLETE")
        if status != "DELETE_COMPLETE":
            yield f"after it was terminated, its stack is {status}"
