"""IPAMs and their scopes.

Behaviour from the pages "CreateIpam", "ModifyIpam", "DeleteIpam" and "CreateIpamScope", and those next to them.
"""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import Record, described, ec2_input, requested_tags, tags_of
from modules.emulator.services.ec2.ipam import state


class IpamOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def create_ipam(self) -> ActionResult:
        """Create an IPAM with its two default scopes; an account has one in a Region."""
        asked = ec2_input(self)
        own = state.owned(self.current_account)
        if any(ipam["IpamRegion"] == self.region for ipam in own.ipams.values()):
            raise EC2ClientError("ResourceLimitExceeded", "The maximum number of IPAMs in a Region is 1.")
        regions = {region["RegionName"] for region in asked.get("OperatingRegions") or []}
        ipam_id = state.new_id("ipam")
        ipam = {
            "OwnerId": self.current_account,
            "IpamId": ipam_id,
            "IpamArn": state.arn(self.current_account, "ipam", ipam_id),
            "IpamRegion": self.region,
            "Description": asked.get("Description", ""),
            "OperatingRegions": [{"RegionName": name} for name in sorted(regions | {self.region})],
            "State": "create-complete",
            "Tier": asked.get("Tier", "advanced"),
            "EnablePrivateGua": asked.get("EnablePrivateGua", False),
            "DefaultResourceDiscoveryId": state.new_id("ipam-res-disco"),
            "DefaultResourceDiscoveryAssociationId": state.new_id("ipam-res-disco-assoc"),
            "ResourceDiscoveryAssociationCount": 1,
        }
        own.ipams[ipam_id] = ipam
        ipam["PrivateDefaultScopeId"] = _new_scope(self, ipam, "private", default=True)["IpamScopeId"]
        ipam["PublicDefaultScopeId"] = _new_scope(self, ipam, "public", default=True)["IpamScopeId"]
        self.ec2_backend.create_tags([ipam_id], requested_tags(asked))
        return ActionResult({"Ipam": _ipam(self, ipam) | {"State": "create-in-progress"}})

    def describe_ipams(self) -> ActionResult:
        """Describe the account's IPAMs whose home Region this is."""
        asked = ec2_input(self)
        own = [_ipam(self, i) for i in state.owned(self.current_account).ipams.values()]
        in_region = [ipam for ipam in own if ipam["IpamRegion"] == self.region]
        ids = asked.get("IpamIds") or []
        found = described(in_region, asked, ids=ids, id_member="IpamId", not_found="InvalidIpamId.NotFound")
        return ActionResult({"Ipams": found})

    def modify_ipam(self) -> ActionResult:
        """Change the description, the tier or the operating Regions; the home Region stays one of these."""
        asked = ec2_input(self)
        ipam = state.own_ipam(self.current_account, asked["IpamId"])
        removed = {region["RegionName"] for region in asked.get("RemoveOperatingRegions") or []}
        used = {
            p["Locale"] for p in state.owned(self.current_account).pools.values() if p["IpamArn"] == ipam["IpamArn"]
        }
        if removed & (used | {ipam["IpamRegion"]}):
            raise EC2ClientError("InvalidParameterValue", f"The operating Regions {sorted(removed)} are in use.")
        regions = {region["RegionName"] for region in ipam["OperatingRegions"]} - removed
        regions |= {region["RegionName"] for region in asked.get("AddOperatingRegions") or []}
        ipam["OperatingRegions"] = [{"RegionName": name} for name in sorted(regions)]
        ipam |= {name: asked[name] for name in ("Description", "Tier", "EnablePrivateGua") if name in asked}
        ipam["State"] = "modify-complete"
        return ActionResult({"Ipam": _ipam(self, ipam) | {"State": "modify-in-progress"}})

    def delete_ipam(self) -> ActionResult:
        """Delete an IPAM. Pools and further scopes hold it, unless it goes with all that it has."""
        asked = ec2_input(self)
        own = state.owned(self.current_account)
        ipam = state.own_ipam(self.current_account, asked["IpamId"])
        scopes = [scope for scope in own.scopes.values() if scope["IpamArn"] == ipam["IpamArn"]]
        pools = [pool for pool in own.pools.values() if pool["IpamArn"] == ipam["IpamArn"]]
        if not asked.get("Cascade") and (pools or not all(scope["IsDefault"] for scope in scopes)):
            raise EC2ClientError("DependencyViolation", f"{ipam['IpamId']} has pools or scopes.")
        for pool in pools:
            del own.pools[pool["IpamPoolId"]]
        for scope in scopes:
            del own.scopes[scope["IpamScopeId"]]
        shown = _ipam(self, own.ipams.pop(ipam["IpamId"]))
        return ActionResult({"Ipam": shown | {"State": "delete-in-progress"}})

    def create_ipam_scope(self) -> ActionResult:
        """Create a further private scope, in which ranges may repeat those of another."""
        asked = ec2_input(self)
        scope = _new_scope(self, state.own_ipam(self.current_account, asked["IpamId"]), "private", default=False)
        scope["Description"] = asked.get("Description", "")
        self.ec2_backend.create_tags([scope["IpamScopeId"]], requested_tags(asked))
        return ActionResult({"IpamScope": _scope(self, scope) | {"State": "create-in-progress"}})

    def describe_ipam_scopes(self) -> ActionResult:
        """Describe the account's scopes."""
        asked = ec2_input(self)
        own = [_scope(self, s) for s in state.owned(self.current_account).scopes.values()]
        in_region = [scope for scope in own if scope["IpamRegion"] == self.region]
        ids = asked.get("IpamScopeIds") or []
        found = described(in_region, asked, ids=ids, id_member="IpamScopeId", not_found="InvalidIpamScopeId.NotFound")
        return ActionResult({"IpamScopes": found})

    def modify_ipam_scope(self) -> ActionResult:
        """Change the description."""
        asked = ec2_input(self)
        scope = state.own_scope(self.current_account, asked["IpamScopeId"])
        scope["Description"] = asked.get("Description", scope["Description"])
        scope["State"] = "modify-complete"
        return ActionResult({"IpamScope": _scope(self, scope) | {"State": "modify-in-progress"}})

    def delete_ipam_scope(self) -> ActionResult:
        """Delete a scope that is not a default one and has no pools."""
        scope = state.own_scope(self.current_account, ec2_input(self)["IpamScopeId"])
        if scope["IsDefault"] or _scope(self, scope)["PoolCount"]:
            raise EC2ClientError("DependencyViolation", f"{scope['IpamScopeId']} is a default scope or has pools.")
        shown = _scope(self, state.owned(self.current_account).scopes.pop(scope["IpamScopeId"]))
        return ActionResult({"IpamScope": shown | {"State": "delete-in-progress"}})


def _new_scope(response: EC2BaseResponse, ipam: Record, kind: str, *, default: bool) -> Record:
    scope_id = state.new_id("ipam-scope")
    scope = {
        "OwnerId": ipam["OwnerId"],
        "IpamScopeId": scope_id,
        "IpamScopeArn": state.arn(ipam["OwnerId"], "ipam-scope", scope_id),
        "IpamArn": ipam["IpamArn"],
        "IpamRegion": ipam["IpamRegion"],
        "IpamScopeType": kind,
        "IsDefault": default,
        "Description": "",
        "State": "create-complete",
    }
    return state.owned(response.current_account).scopes.setdefault(scope_id, scope)


def _ipam(response: EC2BaseResponse, ipam: Record) -> Record:
    scopes = state.owned(ipam["OwnerId"]).scopes.values()
    count = sum(scope["IpamArn"] == ipam["IpamArn"] for scope in scopes)
    return {**ipam, "ScopeCount": count, "Tags": tags_of(response.ec2_backend, ipam["IpamId"])}


def _scope(response: EC2BaseResponse, scope: Record) -> Record:
    pools = state.owned(scope["OwnerId"]).pools.values()
    count = sum(pool["IpamScopeArn"] == scope["IpamScopeArn"] for pool in pools)
    return {**scope, "PoolCount": count, "Tags": tags_of(response.ec2_backend, scope["IpamScopeId"])}
