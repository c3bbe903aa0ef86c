"""Feature groups of Amazon SageMaker, with or without an offline store, which moto only creates and describes.

Behaviour from the Amazon SageMaker API Reference, pages "CreateFeatureGroup", "DescribeFeatureGroup",
"UpdateFeatureGroup", "DeleteFeatureGroup" and "ListFeatureGroups". Their tags are with those of everything else
(`studio.py`).
"""

from __future__ import annotations

from typing import Any

from moto.sagemaker.responses import SageMakerResponse

from modules.emulator.records import Call, Errors, Record, Resource, Service, States, create, delete, list_
from modules.emulator.services.sagemaker.tracking_servers import SERVICE as TRACKING

FEATURE_GROUP = Resource(
    "FeatureGroup",
    key=("FeatureGroupName",),
    generated={"FeatureGroupArn": "arn:{partition}:sagemaker:{region}:{account_id}:feature-group/{FeatureGroupName}"},
    defaults={"ThroughputConfig": {"ThroughputMode": "OnDemand"}},
    states=States("FeatureGroupStatus", "Created"),
    created="CreationTime",
    tags="Tags",
)


def register() -> None:
    """Put these operations in the place of moto's."""
    replaced = frozenset({"create_feature_group", "describe_feature_group"})
    SERVICE.extend(SageMakerResponse, replacing=replaced)


def _complete(call: Call, group: Record) -> None:
    """Say where the offline store is, which the service decides."""
    store = group.get("OfflineStoreConfig")
    if store is None:
        return
    name, place = group["FeatureGroupName"], f"{call.account_id}/sagemaker/{call.region}/offline-store"
    storage = store["S3StorageConfig"]
    uri = storage["S3Uri"].rstrip("/")
    catalog = {"TableName": name.replace("-", "_"), "Catalog": "AwsDataCatalog", "Database": "sagemaker_featurestore"}
    group["OfflineStoreConfig"] = {
        **store,
        "S3StorageConfig": {**storage, "ResolvedOutputS3Uri": f"{uri}/{place}/{name}/data"},
        "DataCatalogConfig": store.get("DataCatalogConfig") or catalog,
    }


def _describe(call: Call) -> dict[str, Any]:
    """Show the group with all of its features: the model requires a token, and none leads to more."""
    return {**call.answer(FEATURE_GROUP, call.find(FEATURE_GROUP)), "NextToken": ""}


def _update(call: Call) -> dict[str, Any]:
    """Add features, or change what may be changed of the online store and the throughput."""
    group = call.find(FEATURE_GROUP)
    group["FeatureDefinitions"] = [*group["FeatureDefinitions"], *(call.input.get("FeatureAdditions") or [])]
    if call.input.get("OnlineStoreConfig"):
        group["OnlineStoreConfig"] = {**(group.get("OnlineStoreConfig") or {}), **call.input["OnlineStoreConfig"]}
    group["ThroughputConfig"] = call.input.get("ThroughputConfig") or group["ThroughputConfig"]
    return {"FeatureGroupArn": group["FeatureGroupArn"]}


SERVICE = Service(
    "sagemaker",
    errors=Errors(invalid="ValidationException", not_found="ResourceNotFound", conflict="ResourceInUse"),
    operations={
        "CreateFeatureGroup": create(FEATURE_GROUP, check=_complete),
        "DescribeFeatureGroup": _describe,
        "UpdateFeatureGroup": _update,
        "DeleteFeatureGroup": delete(FEATURE_GROUP),
        "ListFeatureGroups": list_(FEATURE_GROUP),
    },
    backends=TRACKING.backends,  # tags are those of both
)
