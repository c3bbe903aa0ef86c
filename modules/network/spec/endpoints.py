"""What a user may say about the central endpoints. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.model import AccountId, Spec
from modules.specification.texts import matching, not_of_every_object

EndpointService = Annotated[
    str,
    AfterValidator(
        matching(
            r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*",
            what="an endpoint's service must be given by the last part of its name",
            why="the name of its endpoint service is com.amazonaws.<region>. and this",
            fix="write it like sagemaker.api",
        )
    ),
    AfterValidator(not_of_every_object),
    Field(examples=["sagemaker.api"]),
]
"""`sagemaker.api`: a service by the last part of its endpoint service's name."""

ServiceName = Annotated[
    str,
    AfterValidator(
        matching(
            r"(?!.{129})[a-z0-9]+(-[a-z0-9]+)*(\.([a-z0-9]+(-[a-z0-9]+)*|\{region\}))+",
            what="an endpoint service must be given by its whole name",
            why="AWS finds it by that name; {region} stands for the hub's region",
            fix='write it like "com.amazonaws.{region}.sts", or com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789',
        )
    ),
    Field(examples=["com.amazonaws.{region}.sts"]),
]
"""`com.amazonaws.{region}.sts`: the whole name of an endpoint service, with `{region}` for the hub's region."""

_LABEL = r"([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?|\{region\})"

PrivateDnsName = Annotated[
    str,
    AfterValidator(
        matching(
            rf"(?!.{{254}})(\*\.)?({_LABEL}\.)+[a-z]([a-z0-9-]{{0,61}}[a-z0-9])?",
            what="a private DNS name must be a domain name, or `*.` and one",
            why="a private zone with that name leads to the endpoint; {region} stands for the hub's region",
            fix='write it like "sts.{region}.amazonaws.com", or "*.dkr.ecr.{region}.amazonaws.com"',
        )
    ),
    Field(examples=["sts.{region}.amazonaws.com"]),
]
"""`*.dkr.ecr.{region}.amazonaws.com`: a domain name, or all names below one, with `{region}` for the hub's region."""


class EndpointServiceSpec(Spec):
    """An endpoint service that is described by whoever uses it."""

    service_name: ServiceName
    """Its whole name, as `aws ec2 describe-vpc-endpoint-services` tells it. One with a region in it has an endpoint in
    hubs of that region; `{region}` stands for the region of each hub."""

    private_dns: tuple[PrivateDnsName, ...] = ()
    """The names that lead to the endpoint, each a private zone. Without any it is reached by its own name only, which
    AWS gives it."""

    takes_policy: bool = True
    """Whether the service takes an endpoint policy (`VpcEndpointPolicySupported`). Without one the endpoint admits
    whoever reaches it, to whatever the service lets them do."""

    ports: Annotated[tuple[Annotated[int, Field(ge=1, le=65535)], ...], Field(min_length=1)] = (443,)
    """The TCP ports that the corporate network reaches it at, 1 to 65535."""


class EndpointsSpec(Spec):
    """Interface endpoints in a VPC of the hub. Their policies admit what is the organization's, and no other."""

    services: tuple[EndpointService, ...] | None = None
    """Services of AWS that have an endpoint, of those in `policies/network/endpoint-services.json`; what machine
    learning needs where none are named, as far as the hub's region has it. An empty list leaves the endpoints out.
    Endpoints of `s3` and `dynamodb` are for on-premises networks: every VPC here has gateway endpoints to both."""

    described: dict[EndpointService, EndpointServiceSpec] = Field(default_factory=dict)
    """Endpoint services that the file does not have, or not as AWS has them by now, by a name for each: newer ones, or
    another company's. They have an endpoint beside `services`."""

    trusted_accounts: tuple[AccountId, ...] = ()
    """Accounts outside of the organization whose resources may be used through the endpoints, beside AWS's own
    registries of container images."""
