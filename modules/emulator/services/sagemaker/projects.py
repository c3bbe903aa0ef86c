"""Projects of Amazon SageMaker: a product of AWS Service Catalog that is provisioned with the project's name.

Behaviour from the Amazon SageMaker API Reference, pages "CreateProject", "DescribeProject", "UpdateProject",
"DeleteProject" and "ListProjects", and from the Amazon SageMaker Developer Guide, "Create Custom Project Templates":
the template has the parameters SageMakerProjectName and SageMakerProjectId, which SageMaker fills in. The name of the
provisioned product is not documented; here it is the project's name and id.
"""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError
from moto.core.utils import utcnow
from moto.sagemaker.responses import SageMakerResponse

from modules.emulator import own_requests
from modules.emulator.records import Call, Errors, Record, Resource, Service, describe
from modules.emulator.records.resource import Random
from modules.emulator.services.sagemaker.tracking_servers import SERVICE as TRACKING
from modules.emulator.services.servicecatalog import SERVICE as CATALOG

PROJECT = Resource(
    "Project",
    key=("ProjectName",),
    generated={
        "ProjectId": "p-{random:12}",
        "ProjectArn": "arn:{partition}:sagemaker:{region}:{account_id}:project/{ProjectName}",
    },
    created="CreationTime",
    updated="LastModifiedTime",
    tags="Tags",
)
_DELETED = "DeleteCompleted"


def register() -> None:
    """Add these operations to moto's SageMaker."""
    SERVICE.extend(SageMakerResponse)


def _catalog(call: Call) -> Any:
    return own_requests.client("servicecatalog", call.account_id, call.region)


def _create(call: Call) -> dict[str, Any]:
    name = call.input["ProjectName"]
    kept = call.records(PROJECT)
    if any(project["ProjectName"] == name and project["ProjectStatus"] != _DELETED for project in kept):
        raise call.refusal("ResourceInUse", f"Project {name} exists already")
    details = call.input.get("ServiceCatalogProvisioningDetails")
    if not details:
        raise call.refusal("ValidationException", "not emulated: a project whose template is not a product")
    place = f"arn:{call.partition}:sagemaker:{call.region}:{call.account_id}"
    project = {
        **call.input,
        "ProjectId": f"p-{Random():12}",
        "ProjectArn": f"{place}:project/{name}",
        "CreationTime": utcnow(),
        "LastModifiedTime": utcnow(),
        "Tags": {pair["Key"]: pair["Value"] for pair in call.input.get("Tags") or []},
    }
    _provision(call, project, details)
    kept[:] = [*(other for other in kept if other["ProjectName"] != name), project]
    return {"ProjectArn": project["ProjectArn"], "ProjectId": project["ProjectId"]}


def _provision(call: Call, project: Record, details: Record) -> None:
    """Provision the product, and tell what became of it."""
    catalog, own = _catalog(call), {"name": project["ProjectName"], "id": project["ProjectId"]}
    parameters = {parameter["Key"]: parameter["Value"] for parameter in details.get("ProvisioningParameters") or []}
    parameters |= {"SageMakerProjectName": own["name"], "SageMakerProjectId": own["id"]}
    tags = {**project["Tags"], **{f"sagemaker:project-{key}": value for key, value in own.items()}}
    given = {name: details[name] for name in ("ProductId", "ProvisioningArtifactId", "PathId") if details.get(name)}
    try:
        given.setdefault("ProvisioningArtifactId", _newest_version(catalog, details["ProductId"]))
        provisioned = catalog.provision_product(
            **given,
            ProvisionedProductName=f"{own['name']}-{own['id']}",
            ProvisionToken=own["id"],
            ProvisioningParameters=[{"Key": key, "Value": value} for key, value in parameters.items()],
            Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
        )["RecordDetail"]
    except ClientError as error:
        message = error.response["Error"].get("Message", "")
        raise call.refusal("ValidationException", f"The product cannot be provisioned: {message}") from error
    failure = _failure(catalog, provisioned)
    id_ = provisioned["ProvisionedProductId"]
    shown = {"ProvisionedProductId": id_, "ProvisionedProductStatusMessage": failure}
    project["ServiceCatalogProvisionedProductDetails"] = {k: v for k, v in shown.items() if v}
    project["ProjectStatus"] = "CreateFailed" if failure else "CreateCompleted"


def _newest_version(catalog: Any, product_id: str) -> str:
    """Choose the version of a product for a project that names none. Which one AWS takes is not documented."""
    versions = catalog.describe_product(Id=product_id)["ProvisioningArtifacts"]
    return str(versions[-1]["Id"]) if versions else ""


def _failure(catalog: Any, record: Record) -> str:
    """Wait for what is done with a provisioned product: why it failed, if it did."""
    while record["Status"] == "IN_PROGRESS":
        record = catalog.describe_record(Id=record["RecordId"])["RecordDetail"]
    return "; ".join(error["Description"] for error in record["RecordErrors"])


def _update(call: Call) -> dict[str, Any]:
    """Change the description and the tags. Another version of the product is not emulated."""
    if call.input.get("ServiceCatalogProvisioningUpdateDetails"):
        raise call.refusal("ValidationException", "not emulated: the update of a project to another version")
    project = call.find(PROJECT)
    project["ProjectDescription"] = call.input.get("ProjectDescription") or project.get("ProjectDescription")
    project["Tags"].update({pair["Key"]: pair["Value"] for pair in call.input.get("Tags") or []})
    return {"ProjectArn": project["ProjectArn"]}


def _delete(call: Call) -> dict[str, Any]:
    """Terminate the product. The project is shown as deleted from then on."""
    project = call.find(PROJECT)
    if project["ProjectStatus"] == _DELETED:
        return {}
    catalog, id_ = _catalog(call), project["ServiceCatalogProvisionedProductDetails"]["ProvisionedProductId"]
    terminated = catalog.terminate_provisioned_product(ProvisionedProductId=id_, TerminateToken=id_)
    failure = _failure(catalog, terminated["RecordDetail"])
    project["ProjectStatus"] = "DeleteFailed" if failure else _DELETED
    return {}


def _list(call: Call) -> dict[str, Any]:
    return {
        "ProjectSummaryList": [project for project in call.records(PROJECT) if project["ProjectStatus"] != _DELETED]
    }


SERVICE = Service(
    "sagemaker",
    errors=Errors(invalid="ValidationException", not_found="ValidationException", conflict="ResourceInUse"),
    operations={
        "CreateProject": _create,
        "DescribeProject": describe(PROJECT),
        "UpdateProject": _update,
        "DeleteProject": _delete,
        "ListProjects": _list,
    },
    backends=TRACKING.backends,  # tags are those of both
    lock=CATALOG.lock,  # it is held by a launch whose product has a project in it
)
