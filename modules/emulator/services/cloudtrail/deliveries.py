"""Where a trail delivers to, looked at before the trail is taken: bucket, key, topic, and log group.

Behaviour from the CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", "Configure AWS KMS key policies for
CloudTrail", "Amazon SNS topic policy for CloudTrail" and "Role policy document for CloudTrail to use CloudWatch Logs
for monitoring".
"""

from __future__ import annotations

from moto.iam.models import iam_backends
from moto.logs.models import logs_backends

from modules.emulator.named_by_arn import bucket_policy, find_bucket, find_key, find_topic, parse_arn
from modules.emulator.organization_tree import organization_of
from modules.emulator.records import Call, Record
from modules.emulator.resource_policies import Context, allows, service_may, statements_of
from modules.emulator.services.cloudtrail.delegation import PRINCIPAL


def check_deliveries(call: Call, trail: Record) -> None:
    """Refuse a trail that could not deliver. `call` is the caller's, who may not be the trail's owner."""
    _check_bucket(call, trail)
    _check_key(call, trail)
    _check_topic(call, trail)
    _check_logs(call, trail)


def _source(trail: Record) -> Context:
    owner = parse_arn(trail["TrailARN"]).account_id
    organization = organization_of(owner)
    of_organization = {"aws:SourceOrgID": organization.org.id} if organization else {}
    return {"aws:SourceArn": trail["TrailARN"], "aws:SourceAccount": owner, **of_organization}


def _check_bucket(call: Call, trail: Record) -> None:
    name, source = trail["S3BucketName"], _source(trail)
    found = find_bucket(name)
    if found is None:
        raise call.refusal("S3BucketDoesNotExistException", f"S3 bucket {name} does not exist!")
    policy, bucket = bucket_policy(found), f"arn:{call.partition}:s3:::{name}"
    encryption = {"s3:x-amz-server-side-encryption": "aws:kms" if trail.get("KmsKeyId") else "AES256"}
    if trail.get("KmsKeyId"):
        encryption["s3:x-amz-server-side-encryption-aws-kms-key-id"] = trail["KmsKeyId"]
    put = {**source, "s3:x-amz-acl": "bucket-owner-full-control", **encryption}
    keys = [f"{bucket}/{key}" for key in _prefixes(trail)]
    may = service_may(policy, PRINCIPAL, "s3:GetBucketAcl", bucket, source) and all(
        service_may(policy, PRINCIPAL, "s3:PutObject", f"{key}/CloudTrail/x", put) for key in keys
    )
    if not may:
        message = f"Incorrect S3 bucket policy is detected for bucket: {name}"
        raise call.refusal("InsufficientS3BucketPolicyException", message)


def _prefixes(trail: Record) -> list[str]:
    """List below which keys a trail writes: its account's, and those of the organization's accounts."""
    owner = parse_arn(trail["TrailARN"]).account_id
    prefix = f"{trail['S3KeyPrefix']}/" if trail.get("S3KeyPrefix") else ""
    organization = organization_of(owner) if trail["IsOrganizationTrail"] else None
    below = [owner, *([f"{organization.org.id}/{owner}"] if organization else [])]
    return [f"{prefix}AWSLogs/{folder}" for folder in below]


def _check_key(call: Call, trail: Record) -> None:
    arn = trail.get("KmsKeyId")
    if not arn:
        return
    key = find_key(arn, call.account_id, call.region)
    if key is None:
        raise call.refusal("KmsKeyNotFoundException", f"The key {arn} does not exist.")
    context = {**_source(trail), "kms:EncryptionContext:aws:cloudtrail:arn": trail["TrailARN"]}
    may = service_may(key.policy, PRINCIPAL, "kms:GenerateDataKey", key.arn, context) and service_may(
        key.policy, PRINCIPAL, "kms:DescribeKey", key.arn, _source(trail)
    )
    if not may or key.region != find_bucket(trail["S3BucketName"]).region_name:
        message = f"Insufficient permissions to access S3 bucket {trail['S3BucketName']} or KMS key {arn}."
        raise call.refusal("InsufficientEncryptionPolicyException", message)


def _check_topic(call: Call, trail: Record) -> None:
    name = trail.get("SnsTopicName")
    if not name:
        return
    own = f"arn:{call.partition}:sns:{call.region}:{call.account_id}:{name}"
    arn = trail["SnsTopicARN"] = name if name.startswith("arn:") else own
    topic = find_topic(arn)
    if topic is None or not service_may(topic.policy, PRINCIPAL, "sns:Publish", arn, _source(trail)):
        message = "SNS Topic does not exist or the topic policy is incorrect!"
        raise call.refusal("InsufficientSnsTopicPolicyException", message)


def _check_logs(call: Call, trail: Record) -> None:
    group, role = trail.get("CloudWatchLogsLogGroupArn"), trail.get("CloudWatchLogsRoleArn")
    if not group and not role:
        return
    if not (group and role):
        raise call.refusal("InvalidParameterCombinationException", "A log group and a role belong together.")
    groups = logs_backends[call.account_id][call.region].groups.values()
    if group not in {f"{kept.arn.removesuffix(':*')}:*" for kept in groups}:
        message = "CloudTrail cannot validate the specified log group ARN."
        raise call.refusal("InvalidCloudWatchLogsLogGroupArnException", message)
    if not _may_write(call, role, group, trail):
        message = "Access denied. Verify in IAM that the role has adequate permissions."
        raise call.refusal("InvalidCloudWatchLogsRoleArnException", message)


def _may_write(call: Call, role_arn: str, group: str, trail: Record) -> bool:
    iam = iam_backends[call.account_id][call.partition]
    role = next((role for role in iam.roles.values() if role.arn == role_arn), None)
    if role is None or not service_may(role.assume_role_policy_document, PRINCIPAL, "sts:AssumeRole", "", {}):
        return False
    documents = [*role.policies.values(), *(policy.document for policy in role.managed_policies.values())]
    statements = [statement for document in documents for statement in statements_of(document)]
    owner = parse_arn(trail["TrailARN"]).account_id
    organization = organization_of(owner) if trail["IsOrganizationTrail"] else None
    of = [f"{owner}_", *([f"{organization.org.id}_{owner}_"] if organization else [])]
    streams = [f"{group.removesuffix(':*')}:log-stream:{whose}CloudTrail_{call.region}" for whose in of]
    actions = ("logs:CreateLogStream", "logs:PutLogEvents")
    return all(allows(statements, action, stream, {}) for action in actions for stream in streams)
