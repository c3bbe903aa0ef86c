"""Questions to the trail: who read which data product, who changed who may, who approved which model. No cdktf here."""

from __future__ import annotations

from collections.abc import Sequence

TABLE = "cloudtrail"
ACCOUNT, REGION, DAY = "account", "region", "day"
"""Parts of the path of each file, by which queries read less: the account that a record is of, its region, its day."""

_DAYS = 30

_CHANGES_OF_GRANTS = (
    "AddLFTagsToResource",
    "BatchGrantPermissions",
    "BatchRevokePermissions",
    "CreateDataCellsFilter",
    "CreateLFTag",
    "CreateLakeFormationOptIn",
    "DeleteDataCellsFilter",
    "DeleteLFTag",
    "DeleteLakeFormationOptIn",
    "DeregisterResource",
    "GrantPermissions",
    "PutDataLakeSettings",
    "RegisterResource",
    "RemoveLFTagsFromResource",
    "RevokePermissions",
    "UpdateDataCellsFilter",
    "UpdateLFTag",
    "UpdateResource",
)
"""Calls of Lake Formation that change who may see or read what (AWS Lake Formation API Reference, Actions)."""

_OF_AN_ACCOUNT = "ACCOUNT_ID"
"""What people replace by the account that they ask about."""

COLUMNS = {
    "eventversion": "string",
    "useridentity": (
        "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,"
        "username:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,"
        "sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>>>"
    ),
    "eventtime": "string",
    "eventsource": "string",
    "eventname": "string",
    "awsregion": "string",
    "sourceipaddress": "string",
    "useragent": "string",
    "errorcode": "string",
    "errormessage": "string",
    "requestparameters": "string",
    "responseelements": "string",
    "additionaleventdata": "string",
    "requestid": "string",
    "eventid": "string",
    "readonly": "string",
    "resources": "array<struct<arn:string,accountid:string,type:string>>",
    "eventtype": "string",
    "recipientaccountid": "string",
    "sharedeventid": "string",
    "vpcendpointid": "string",
}
"""What a record has, as Athena reads it (Amazon Athena User Guide, Create a table for CloudTrail logs in Athena using
partition projection, read 29 November 2026)."""


def audit_queries(*, lakes: Sequence[str], governance: Sequence[str]) -> dict[str, str]:
    """Return the saved queries by name.

    Lake Formation copies what other accounts read of a lake into the records of the lake's account (AWS Lake Formation
    Developer Guide, Cross-account CloudTrail logging). Approvals are in the records of the account that approves.

    Args:
        lakes: The ids of the accounts of data lakes; each may be a token.
        governance: That of the account which governs data, if there is one.

    """
    of_lakes = {
        "who-read-data": _query(
            "json_extract_scalar(requestparameters, '$.tableArn') AS what",
            lakes,
            source="lakeformation",
            calls=("GetDataAccess",),
        ),
        "who-changed-grants": _query(
            "eventname AS change, requestparameters AS what",
            [*lakes, *governance],
            source="lakeformation",
            calls=_CHANGES_OF_GRANTS,
        ),
    }
    return {
        **(of_lakes if lakes else {}),
        "who-approved-models": _query(
            "json_extract_scalar(requestparameters, '$.modelPackageArn') AS what, "
            "json_extract_scalar(requestparameters, '$.modelApprovalStatus') AS status",
            [_OF_AN_ACCOUNT],
            source="sagemaker",
            calls=("UpdateModelPackage",),
        ),
    }


def _query(columns: str, accounts: Sequence[str], *, source: str, calls: Sequence[str]) -> str:
    return f"""SELECT eventtime, coalesce(useridentity.arn, useridentity.principalid) AS who,
  {columns}, sourceipaddress, errorcode
FROM {TABLE}
WHERE {ACCOUNT} IN ({_listed(accounts)})
  AND {DAY} >= date_format(date_add('day', -{_DAYS}, current_date), '%Y/%m/%d')
  AND eventsource = '{source}.amazonaws.com'
  AND eventname IN ({_listed(calls)})
ORDER BY eventtime DESC"""  # noqa: S608 - of names that stand above, and of ids of accounts


def _listed(values: Sequence[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)
