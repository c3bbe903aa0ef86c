"""Amazon EC2's defaults of an account in a Region, which plain moto lacks.

Behaviour from the Amazon EC2 API Reference, the pages named after each operation, and from the user guides that
they refer to: "Block public access for snapshots" (Amazon EBS User Guide), "Block public access to your AMIs" and
"Order of precedence for instance metadata options" and "EC2 Serial Console" (Amazon EC2 User Guide).
"""

from __future__ import annotations

import re
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError, MissingParameterError
from moto.ec2.responses import EC2Response
from moto.ec2.responses._base_response import EC2BaseResponse
from moto.kms.models import kms_backends

from modules.emulator.moto_additions import add_operations

_MANAGED_EBS_KEY = "alias/aws/ebs"
_NO_PREFERENCE = ("no-preference", -1)
_HOPS = range(1, 65)
_METADATA_OPTIONS = {
    "HttpTokens": ("optional", "required"),
    "HttpEndpoint": ("disabled", "enabled"),
    "InstanceMetadataTags": ("disabled", "enabled"),
}


def register() -> None:
    """Add these operations to moto's EC2."""
    # moto's own breaks with a KeyError where there is no such key, and looks in the caller's account only
    replaced = frozenset({"modify_ebs_default_kms_key_id"})
    add_operations(EC2Response, AccountDefaultsOperations, replacing=replaced)


class AccountDefaultsBackend(BaseBackend):
    """The defaults of one account in one Region, as they are in a new account. moto itself keeps the EBS key."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.snapshot_state = "unblocked"
        self.image_state = "block-new-sharing"
        self.serial_console = False
        self.instance_metadata: dict[str, str | int] = {}


account_defaults = BackendDict(AccountDefaultsBackend, "ec2")


class AccountDefaultsOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def get_ebs_default_kms_key_id(self) -> ActionResult:
        """Tell the key of EBS encryption by default: an ARN, or the alias of the key that AWS manages."""
        self.error_on_dryrun()
        return ActionResult({"KmsKeyId": self.ec2_backend.default_kms_key_id or _MANAGED_EBS_KEY})

    def modify_ebs_default_kms_key_id(self) -> ActionResult:
        """Change that key. AWS looks for the key later and "eventually fails"; here a wrong one fails at once."""
        key = _required(self, "KmsKeyId")
        self.error_on_dryrun()
        self.ec2_backend.default_kms_key_id = _key_arn(key, self.current_account, self.region)
        return self.get_ebs_default_kms_key_id()

    def reset_ebs_default_kms_key_id(self) -> ActionResult:
        """Return to the key that AWS manages."""
        self.error_on_dryrun()
        self.ec2_backend.default_kms_key_id = ""
        return self.get_ebs_default_kms_key_id()

    def enable_snapshot_block_public_access(self) -> ActionResult:
        """Block the sharing of snapshots; `unblocked` is not a valid value here."""
        state = _one_of("State", _required(self, "State"), ("block-all-sharing", "block-new-sharing"))
        self.error_on_dryrun()
        _defaults(self).snapshot_state = state
        return ActionResult({"State": state})

    def disable_snapshot_block_public_access(self) -> ActionResult:
        """Allow the sharing of snapshots again."""
        self.error_on_dryrun()
        _defaults(self).snapshot_state = "unblocked"
        return ActionResult({"State": "unblocked"})

    def get_snapshot_block_public_access_state(self) -> ActionResult:
        """Tell what holds for snapshots."""
        self.error_on_dryrun()
        return ActionResult({"State": _defaults(self).snapshot_state, "ManagedBy": "account"})

    def enable_image_block_public_access(self) -> ActionResult:
        """Block the sharing of AMIs, at once (AWS takes up to 10 minutes)."""
        key = "ImageBlockPublicAccessState"
        state = _one_of(key, _required(self, key), ("block-new-sharing",))
        self.error_on_dryrun()
        _defaults(self).image_state = state
        return ActionResult({key: state})

    def disable_image_block_public_access(self) -> ActionResult:
        """Allow the sharing of AMIs again, at once."""
        self.error_on_dryrun()
        _defaults(self).image_state = "unblocked"
        return ActionResult({"ImageBlockPublicAccessState": "unblocked"})

    def get_image_block_public_access_state(self) -> ActionResult:
        """Tell what holds for AMIs."""
        self.error_on_dryrun()
        return ActionResult({"ImageBlockPublicAccessState": _defaults(self).image_state, "ManagedBy": "account"})

    def modify_instance_metadata_defaults(self) -> ActionResult:
        """Set the options given, clear those given as no preference, and leave the others alone."""
        given = {name: self._get_param(name) for name in (*_METADATA_OPTIONS, "HttpPutResponseHopLimit")}
        changes = {name: _metadata_option(name, value) for name, value in given.items() if value is not None}
        self.error_on_dryrun()
        options = _defaults(self).instance_metadata | changes
        _defaults(self).instance_metadata = {k: v for k, v in options.items() if v not in _NO_PREFERENCE}
        return ActionResult({"Return": True})

    def get_instance_metadata_defaults(self) -> ActionResult:
        """Tell the options that are set."""
        self.error_on_dryrun()
        return ActionResult({"AccountLevel": {**_defaults(self).instance_metadata, "ManagedBy": "account"}})

    def enable_serial_console_access(self) -> ActionResult:
        """Allow the serial console of all instances; IAM still decides who."""
        self.error_on_dryrun()
        _defaults(self).serial_console = True
        return ActionResult({"SerialConsoleAccessEnabled": True})

    def disable_serial_console_access(self) -> ActionResult:
        """Forbid the serial console, as in a new account."""
        self.error_on_dryrun()
        _defaults(self).serial_console = False
        return ActionResult({"SerialConsoleAccessEnabled": False})

    def get_serial_console_access_status(self) -> ActionResult:
        """Tell whether the serial console is allowed."""
        self.error_on_dryrun()
        return ActionResult({"SerialConsoleAccessEnabled": _defaults(self).serial_console, "ManagedBy": "account"})


def _defaults(response: Any) -> Any:
    return account_defaults[response.current_account][response.region]


def _required(response: Any, name: str) -> str:
    value = response._get_param(name)  # noqa: SLF001 - moto's accessor for its response classes
    if not value:
        raise MissingParameterError(name)
    return str(value)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise EC2ClientError("InvalidParameterValue", f"Invalid value '{value}' for {name}. Use {', '.join(allowed)}.")
    return value


def _metadata_option(name: str, value: str | int) -> str | int:
    if name in _METADATA_OPTIONS:
        return _one_of(name, str(value), (*_METADATA_OPTIONS[name], "no-preference"))
    if int(value) not in (*_HOPS, -1):
        raise EC2ClientError("InvalidParameterValue", f"Invalid value '{value}' for {name}. Use 1 to 64, or -1.")
    return int(value)


def _key_arn(key: str, account_id: str, region: str) -> str:
    """Resolve a key id, an alias or the ARN of either. A key of another account can be meant, of another Region not."""
    arn = re.fullmatch(r"arn:[\w-]+:kms:(?P<region>[\w-]+):(?P<account>\d{12}):.+", key)
    if arn is None or arn["region"] == region:
        keys = kms_backends[arn["account"] if arn else account_id][region]
        found = keys.keys.get(keys.any_id_to_key_id(key)) if _alias_is_known(keys, key) else None
        if found is not None:
            return str(found.arn)
    raise EC2ClientError("InvalidParameterValue", f"The KMS key '{key}' does not exist in {region}.")


def _alias_is_known(keys: Any, key: str) -> bool:
    alias = keys.get_alias_name(key)
    return not alias.startswith("alias/") or keys.alias_exists(alias)
