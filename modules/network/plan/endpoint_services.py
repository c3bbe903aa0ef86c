"""Which AWS services have interface endpoints: the service's name, its private DNS name, its regions. No cdktf here.

Names from the AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink", and the pages "Connect to
SageMaker AI Within your VPC", "Connect to Studio Through an Interface VPC Endpoint", "Use CodeArtifact with Amazon VPC
endpoints" and "Amazon ECR interface VPC endpoints". Regions from the AWS SDK's table of endpoints, against which
`tests/network/endpoints` holds them. Read on 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EndpointService:
    """One service that has interface endpoints. Texts have the region in place of `{region}`."""

    domain: str
    """The private hosted zone that leads to the endpoint."""
    service_name: str = ""
    """The endpoint service's whole name, where it is not `com.amazonaws.<region>.<service>`."""
    records: tuple[str, ...] = ("",)
    """What the zone answers for: `` is the domain itself, `*` every name below it."""
    like: str = ""
    """The name in the AWS SDK's table whose regions it has; the first label of the domain where none is given."""

    def zone(self, region: str) -> str:
        """Return the name of the private hosted zone."""
        return self.domain.replace("{region}", region)


_WILDCARD = ("*",)

SERVICES: Mapping[str, EndpointService] = {
    "athena": EndpointService("athena.{region}.amazonaws.com"),
    "bedrock": EndpointService("bedrock.{region}.amazonaws.com"),
    "bedrock-agent-runtime": EndpointService("bedrock-agent-runtime.{region}.amazonaws.com", like="bedrock"),
    "bedrock-runtime": EndpointService("bedrock-runtime.{region}.amazonaws.com", like="bedrock"),
    "cloudformation": EndpointService("cloudformation.{region}.amazonaws.com"),
    "codeartifact.api": EndpointService("codeartifact.{region}.amazonaws.com"),
    "codeartifact.repositories": EndpointService(
        "d.codeartifact.{region}.amazonaws.com", records=_WILDCARD, like="codeartifact"
    ),
    "codebuild": EndpointService("codebuild.{region}.amazonaws.com"),
    "codepipeline": EndpointService("codepipeline.{region}.amazonaws.com"),
    "datazone": EndpointService("datazone.{region}.api.aws"),
    "ec2": EndpointService("ec2.{region}.amazonaws.com"),
    "ec2messages": EndpointService("ec2messages.{region}.amazonaws.com", like="ssm"),
    "ecr.api": EndpointService("api.ecr.{region}.amazonaws.com", like="api.ecr"),
    "ecr.dkr": EndpointService("dkr.ecr.{region}.amazonaws.com", records=_WILDCARD, like="api.ecr"),
    "elasticfilesystem": EndpointService("elasticfilesystem.{region}.amazonaws.com"),
    "elasticmapreduce": EndpointService("elasticmapreduce.{region}.amazonaws.com"),
    "emr-serverless": EndpointService("emr-serverless.{region}.amazonaws.com"),
    "events": EndpointService("events.{region}.amazonaws.com"),
    "execute-api": EndpointService("execute-api.{region}.amazonaws.com", records=_WILDCARD, like="apigateway"),
    "glue": EndpointService("glue.{region}.amazonaws.com"),
    "kinesis-firehose": EndpointService("firehose.{region}.amazonaws.com"),
    "kms": EndpointService("kms.{region}.amazonaws.com"),
    "lakeformation": EndpointService("lakeformation.{region}.amazonaws.com"),
    "lambda": EndpointService("lambda.{region}.amazonaws.com"),
    "logs": EndpointService("logs.{region}.amazonaws.com"),
    "monitoring": EndpointService("monitoring.{region}.amazonaws.com"),
    "notebook": EndpointService(
        "notebook.{region}.sagemaker.aws",
        service_name="aws.sagemaker.{region}.notebook",
        records=_WILDCARD,
        like="api.sagemaker",
    ),
    "rds": EndpointService("rds.{region}.amazonaws.com"),
    "redshift-data": EndpointService("redshift-data.{region}.amazonaws.com", like="redshift"),
    "sagemaker.api": EndpointService("api.sagemaker.{region}.amazonaws.com", like="api.sagemaker"),
    "sagemaker.featurestore-runtime": EndpointService(
        "featurestore-runtime.sagemaker.{region}.amazonaws.com", like="api.sagemaker"
    ),
    "sagemaker.metrics": EndpointService("metrics.sagemaker.{region}.amazonaws.com", like="metrics.sagemaker"),
    "sagemaker.runtime": EndpointService("runtime.sagemaker.{region}.amazonaws.com", like="runtime.sagemaker"),
    "secretsmanager": EndpointService("secretsmanager.{region}.amazonaws.com"),
    "servicecatalog": EndpointService("servicecatalog.{region}.amazonaws.com"),
    "sns": EndpointService("sns.{region}.amazonaws.com"),
    "sqs": EndpointService("sqs.{region}.amazonaws.com"),
    "ssm": EndpointService("ssm.{region}.amazonaws.com"),
    "ssmmessages": EndpointService("ssmmessages.{region}.amazonaws.com", like="ssm"),
    "states": EndpointService("states.{region}.amazonaws.com"),
    "sts": EndpointService("sts.{region}.amazonaws.com"),
    "studio": EndpointService(
        "studio.{region}.sagemaker.aws",
        service_name="aws.sagemaker.{region}.studio",
        records=_WILDCARD,
        like="api.sagemaker",
    ),
    "xray": EndpointService("xray.{region}.amazonaws.com"),
}

MACHINE_LEARNING = (
    "athena",
    "bedrock-runtime",
    "codeartifact.api",
    "codeartifact.repositories",
    "ecr.api",
    "ecr.dkr",
    "glue",
    "kms",
    "lakeformation",
    "logs",
    "monitoring",
    "notebook",
    "sagemaker.api",
    "sagemaker.featurestore-runtime",
    "sagemaker.metrics",
    "sagemaker.runtime",
    "secretsmanager",
    "servicecatalog",
    "ssm",
    "sts",
    "studio",
)
"""What machine learning needs where a VPC does not reach AWS's public endpoints. S3 and DynamoDB have gateway endpoints
in each VPC instead, which cost nothing."""

_NEW = frozenset({"ap-southeast-5", "ap-southeast-7", "mx-central-1"})
_NEWEST = frozenset({"ap-southeast-7", "mx-central-1"})

ABSENT: Mapping[str, frozenset[str]] = {
    "api.sagemaker": _NEW,
    "athena": _NEWEST,
    "bedrock": _NEW
    | {
        "af-south-1",
        "ap-east-1",
        "ap-northeast-3",
        "ap-south-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ca-west-1",
        "eu-north-1",
        "eu-south-1",
        "eu-south-2",
        "il-central-1",
        "me-central-1",
        "me-south-1",
        "us-west-1",
    },
    "codeartifact": _NEW
    | {
        "af-south-1",
        "ap-east-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ca-central-1",
        "ca-west-1",
        "eu-central-2",
        "eu-south-2",
        "il-central-1",
        "me-central-1",
        "me-south-1",
        "sa-east-1",
        "us-west-1",
    },
    "codebuild": _NEW | {"ca-west-1"},
    "codepipeline": _NEW | {"ca-west-1"},
    "datazone": frozenset({"af-south-1", "ap-east-1", "ap-south-1", "eu-central-2", "eu-south-2", "mx-central-1"}),
    "elasticfilesystem": frozenset({"mx-central-1"}),
    "emr-serverless": _NEW | {"ap-south-2", "ap-southeast-4", "ca-west-1", "eu-central-2", "il-central-1"},
    "firehose": _NEWEST,
    "glue": _NEWEST,
    "lakeformation": _NEWEST,
    "metrics.sagemaker": _NEWEST,
    "runtime.sagemaker": _NEW,
    "servicecatalog": _NEW | {"ca-west-1"},
}
"""Regions that a service is not in, by its name in the AWS SDK's table; in every other region it is."""


def sdk_name(service: str) -> str:
    """Return the name in the AWS SDK's table of endpoints whose regions a service has."""
    known = SERVICES[service]
    return known.like or known.domain.partition(".")[0]


def is_in(service: str, region: str) -> bool:
    """Whether a service is in a region."""
    return region not in ABSENT.get(sdk_name(service), ())


def service_name(service: str, region: str) -> str:
    """Return the whole name of an endpoint service."""
    return SERVICES[service].service_name.replace("{region}", region) or f"com.amazonaws.{region}.{service}"
