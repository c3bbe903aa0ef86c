"""The organization's trail: its address, and the calls on data that it records."""

from __future__ import annotations

from dataclasses import dataclass

from modules.organization.spec import OrganizationSpec
from modules.security.spec.records import DataEvents, TrailSpec

TRAIL = "organization"
"""The trail's name."""

_OF_SAGEMAKER = ("AWS::SageMaker::ExperimentTrialComponent", "AWS::SageMaker::FeatureGroup")
"""Kinds of SageMaker's resources with calls on data (AWS CloudTrail User Guide, Logging data events)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSelection:
    """Calls on data of one kind of resource that are recorded."""

    name: str
    resource_type: str
    starts_with: tuple[str, ...] = ()
    """How the ARNs of the resources begin; all where it is empty."""
    not_starts_with: tuple[str, ...] = ()


def trail_arn(organization: OrganizationSpec) -> str:
    """Return the trail's ARN: the management account owns it, whoever made it."""
    return f"arn:aws:cloudtrail:{organization.home_region}:{organization.management_account.id}:trail/{TRAIL}"


def event_selections(spec: TrailSpec, *, organization: str, state_bucket: str | None) -> tuple[EventSelection, ...]:
    """Return the calls on data that the trail records.

    Args:
        spec: What the environment says of the trail.
        organization: The organization's name, which the names of its buckets begin with.
        state_bucket: The bucket with Terraform's state; none where it is elsewhere.

    """
    found: list[EventSelection] = []
    objects = "AWS::S3::Object"
    if DataEvents.STATE in spec.data_events and state_bucket:
        found.append(
            EventSelection(name="State", resource_type=objects, starts_with=(f"arn:aws:s3:::{state_bucket}/",))
        )
    if DataEvents.MACHINE_LEARNING in spec.data_events:
        buckets = f"arn:aws:s3:::{organization}-"
        found.append(
            EventSelection(
                name="Data and models",
                resource_type=objects,
                starts_with=(buckets,),
                # Logs are written by services all the time, the trail's own among them.
                not_starts_with=(f"{buckets}log-archive-", f"{buckets}landing-zone-"),
            )
        )
        found += [EventSelection(name=kind.rpartition("::")[2], resource_type=kind) for kind in _OF_SAGEMAKER]
    return tuple(found)
