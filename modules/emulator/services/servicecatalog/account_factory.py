"""Account Factory of AWS Control Tower, the product by which accounts are vended.

Behaviour from the AWS Control Tower User Guide, "Provision accounts with AWS Service Catalog Account Factory",
"Automate account provisioning in AWS Control Tower by Service Catalog APIs" and "Limitations and quotas": at most
five account operations at a time. That the unit is registered with Control Tower is not checked.
"""

from __future__ import annotations

import re
from typing import Any

from moto.core.utils import utcnow

from modules.emulator.organization_tree import organization_of, unit_with_id
from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.organizations.account_addresses import is_taken
from modules.emulator.services.servicecatalog.provisioning import Failed, ProvisioningResult, Request
from modules.emulator.services.servicecatalog.provisioning_artifacts import ACCOUNT_FACTORY_TYPE
from modules.emulator.services.servicecatalog.provisioning_records import running_record
from modules.emulator.services.servicecatalog.resources import (
    ARTIFACT,
    INVALID,
    PORTFOLIO,
    PRINCIPAL_ASSOCIATION,
    PRODUCT,
    PRODUCT_ASSOCIATION,
    PROVISIONED_PRODUCT,
)

NAME = "AWS Control Tower Account Factory"
EXECUTION_ROLE = "AWSControlTowerExecution"
AT_ONCE = 5
_REQUIRED = (
    "AccountEmail",
    "AccountName",
    "ManagedOrganizationalUnit",
    "SSOUserEmail",
    "SSOUserFirstName",
    "SSOUserLastName",
)
_OPTIONAL = ("VPCOptions", "VPCRegion", "VPCCidr", "PeerVPC")


class AccountFactory:
    """One account of the organization for each provisioned product."""

    type = ACCOUNT_FACTORY_TYPE

    def check(self, call: Call, request: Request) -> None:
        """Refuse what lacks a required parameter or has one that Account Factory does not know."""
        if missing := [name for name in _REQUIRED if not request.parameters.get(name)]:
            raise call.refusal(INVALID, f"Parameters: [{', '.join(missing)}] must have values")
        if unknown := set(request.parameters) - {*_REQUIRED, *_OPTIONAL}:
            raise call.refusal(INVALID, f"Parameters: [{', '.join(sorted(unknown))}] do not exist in the template")

    def provision(self, call: Call, request: Request) -> ProvisioningResult:
        """Create the account in its unit, with the role by which Control Tower works in it."""
        _check_at_once(call, request)
        organization, given = _organization(call), request.parameters
        unit = _unit(call, given["ManagedOrganizationalUnit"])
        if is_taken(given["AccountEmail"]):
            raise Failed(f"An account with the email address {given['AccountEmail']} exists already")
        status = organization.create_account(
            AccountName=given["AccountName"],
            Email=given["AccountEmail"],
            RoleName=EXECUTION_ROLE,
            Tags=[{"Key": key, "Value": value} for key, value in request.tags.items()],
        )
        account = organization.get_account_by_id(status["CreateAccountStatus"]["AccountId"])
        account.parent_id = unit.id
        return _result(account, given["SSOUserEmail"])

    def update(self, call: Call, request: Request) -> ProvisioningResult:
        """Move the account to another unit. Its name and e-mail address cannot be changed this way."""
        _check_at_once(call, request)
        organization, given = _organization(call), request.parameters
        if not request.provisioned.get("PhysicalId"):
            return self.provision(call, request)
        account = organization.get_account_by_id(request.provisioned["PhysicalId"])
        if (given["AccountEmail"], given["AccountName"]) != (account.email, account.name):
            raise Failed("AccountEmail and AccountName of an account cannot be changed by an update")
        account.parent_id = _unit(call, given["ManagedOrganizationalUnit"]).id
        return _result(account, given["SSOUserEmail"])

    def terminate(self, call: Call, provisioned: Record, *, retain: bool) -> None:
        """Take the account out of Control Tower: to the root of the organization, where it stays, open."""
        if provisioned.get("PhysicalId") and not retain:
            organization = _organization(call)
            account = organization.get_account_by_id(provisioned["PhysicalId"])
            account.parent_id = organization.org.root_id


def add_account_factory(call: Call) -> None:
    """Put the product into the caller's account, as a landing zone does; once.

    Administrators have to add their own role to the portfolio in AWS. Here everybody of the account is let in.
    """
    if any(product["Name"] == NAME for product in call.records(PRODUCT)):
        return
    arn = f"arn:{call.partition}:catalog:{call.region}:{call.account_id}:"
    place = {"Id": f"port-{Random():13}", "DisplayName": f"{NAME} Portfolio", "ProviderName": "AWS Control Tower"}
    product = {"ProductId": f"prod-{Random():13}", "Id": f"prodview-{Random():13}", "Name": NAME}
    artifact = {"Id": f"pa-{Random():13}", "ProductId": product["ProductId"], "Name": NAME, "Info": {}}
    common = {"CreatedTime": utcnow(), "AccountId": call.account_id, "Tags": {}}
    product |= {
        "Type": ACCOUNT_FACTORY_TYPE,
        "Owner": "AWS Control Tower",
        "ARN": f"{arn}product/{product['ProductId']}",
    }
    association = {"ProductId": product["ProductId"], "PortfolioId": place["Id"]}
    everybody = {"PrincipalARN": f"arn:{call.partition}:iam::{call.account_id}:role/*", "PrincipalType": "IAM"}
    call.records(PORTFOLIO).append(common | place | {"ARN": f"{arn}portfolio/{place['Id']}"})
    call.records(PRODUCT).append(common | product)
    call.records(ARTIFACT).append(
        common | artifact | {"Active": True, "Guidance": "DEFAULT", "Type": ACCOUNT_FACTORY_TYPE}
    )
    call.records(PRODUCT_ASSOCIATION).append(association)
    call.records(PRINCIPAL_ASSOCIATION).append(everybody | {"PortfolioId": place["Id"]})


def remove_account_factory(call: Call) -> None:
    """Take the product and its portfolio away, as the end of a landing zone does. Accounts stay."""
    ids = {product["ProductId"] for product in call.records(PRODUCT) if product["Name"] == NAME}
    places = {a["PortfolioId"] for a in call.records(PRODUCT_ASSOCIATION) if a["ProductId"] in ids}
    for resource in (PRODUCT, ARTIFACT, PRODUCT_ASSOCIATION, PRINCIPAL_ASSOCIATION):
        kept = call.records(resource)
        kept[:] = [
            record for record in kept if record.get("ProductId") not in ids and record.get("PortfolioId") not in places
        ]
    call.records(PORTFOLIO)[:] = [record for record in call.records(PORTFOLIO) if record["Id"] not in places]


def _check_at_once(call: Call, request: Request) -> None:
    others = [
        provisioned for provisioned in call.records(PROVISIONED_PRODUCT) if provisioned is not request.provisioned
    ]
    running = [
        provisioned
        for provisioned in others
        if provisioned["Type"] == ACCOUNT_FACTORY_TYPE and running_record(call, provisioned)
    ]
    if len(running) >= AT_ONCE:
        raise Failed(f"AWS Control Tower works on {AT_ONCE} accounts at a time. Try again when one of them is done.")


def _organization(call: Call) -> Any:
    organization = organization_of(call.account_id)
    if organization is None or organization.org.master_account_id != call.account_id:
        raise Failed("Account Factory works in the management account of an organization only")
    return organization


def _unit(call: Call, named: str) -> Any:
    """Find a unit that is named as `Name (ou-id)`, or as `Name` if it is below the root."""
    match = re.fullmatch(r"(?P<name>.+) \((?P<id>ou-[a-z0-9-]+)\)", named)
    if match is None:
        organization = _organization(call)
        found = [
            child for child in organization.ou if child.name == named and child.parent_id == organization.org.root_id
        ]
        unit = found[0] if found else None
    else:
        unit = unit_with_id(call.account_id, match["id"])
    if unit is None or unit.name != (match["name"] if match else named):
        raise Failed(f"The organizational unit {named} does not exist")
    return unit


def _result(account: Any, user_email: str) -> ProvisioningResult:
    values = {
        "AccountEmail": account.email,
        "AccountId": account.id,
        "SSOUserEmail": user_email,
        "SSOUserPortal": f"https://d-{account.id[:10]}.awsapps.com/start",
    }
    outputs = [{"OutputKey": key, "OutputValue": value, "Description": key} for key, value in values.items()]
    return ProvisioningResult(outputs=outputs, physical_id=account.id)
