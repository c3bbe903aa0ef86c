"""Pools and the ranges that are provisioned to them, from outside or from a source pool.

Behaviour from the pages "CreateIpamPool", "ModifyIpamPool", "DeleteIpamPool", "ProvisionIpamPoolCidr" and
"DeprovisionIpamPoolCidr", and from the Amazon VPC IPAM guide, "Create pools".
"""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import Record, described, ec2_input, requested_tags, tags_of
from modules.emulator.services.ec2.ipam import state
from modules.emulator.services.ec2.ipam.allocate import allocate, claimant, ranges, requested_network, taken

_MAX_DEPTH = 10
_ANYWHERE = "None"  # what the API says of a pool without a locale
_SETTINGS = (
    "Description",
    "AutoImport",
    "PubliclyAdvertisable",
    "AllocationMinNetmaskLength",
    "AllocationMaxNetmaskLength",
    "AllocationDefaultNetmaskLength",
    "AwsService",
    "PublicIpSource",
    "SourceResource",
)


class PoolOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def create_ipam_pool(self) -> ActionResult:
        """Create a pool in a scope, on its own or out of a source pool."""
        asked = ec2_input(self)
        scope = state.own_scope(self.current_account, asked["IpamScopeId"])
        source = (
            state.own_pool(self.current_account, asked["SourceIpamPoolId"]) if "SourceIpamPoolId" in asked else None
        )
        locale = asked.get("Locale", _ANYWHERE)
        _check_locale(self.current_account, scope, locale)
        if source is not None:
            _check_source(asked, scope, source, locale)
        pool_id = state.new_id("ipam-pool")
        pool = {
            "AutoImport": False,
            "Description": "",
            **{name: asked[name] for name in _SETTINGS if name in asked},
            "OwnerId": self.current_account,
            "IpamPoolId": pool_id,
            "IpamPoolArn": state.arn(self.current_account, "ipam-pool", pool_id),
            "IpamScopeArn": scope["IpamScopeArn"],
            "IpamScopeType": scope["IpamScopeType"],
            "IpamArn": scope["IpamArn"],
            "IpamRegion": scope["IpamRegion"],
            "AddressFamily": asked["AddressFamily"],
            "AllocationResourceTags": asked.get("AllocationResourceTags") or [],
            "Locale": locale,
            "PoolDepth": source["PoolDepth"] + 1 if source else 1,
            "SourceIpamPoolId": source["IpamPoolId"] if source else None,
            "State": "create-complete",
            "cidrs": {},
            "allocations": {},
        }
        state.owned(self.current_account).pools[pool_id] = pool
        self.ec2_backend.create_tags([pool_id], requested_tags(asked))
        return _shown(self, pool, "create-in-progress")

    def describe_ipam_pools(self) -> ActionResult:
        """Describe the pools that the account sees, shared ones among them."""
        asked = ec2_input(self)
        seen = [_record(self, pool) for pool in state.seen_pools(self.current_account, self.region)]
        ids = asked.get("IpamPoolIds") or []
        found = described(seen, asked, ids=ids, id_member="IpamPoolId", not_found="InvalidIpamPoolId.NotFound")
        return ActionResult({"IpamPools": found})

    def modify_ipam_pool(self) -> ActionResult:
        """Change what the pool asks of allocations."""
        asked = ec2_input(self)
        pool = state.own_pool(self.current_account, asked["IpamPoolId"])
        pool |= {name: asked[name] for name in _SETTINGS if name in asked}
        if asked.get("ClearAllocationDefaultNetmaskLength"):
            pool.pop("AllocationDefaultNetmaskLength", None)
        removed = asked.get("RemoveAllocationResourceTags") or []
        tags = [*pool["AllocationResourceTags"], *(asked.get("AddAllocationResourceTags") or [])]
        pool["AllocationResourceTags"] = [tag for tag in tags if tag not in removed]
        pool["State"] = "modify-complete"
        return _shown(self, pool, "modify-in-progress")

    def delete_ipam_pool(self) -> ActionResult:
        """Delete a pool that has no ranges and no pools out of it, unless it goes with all that it has."""
        asked = ec2_input(self)
        own = state.owned(self.current_account)
        pool = state.own_pool(self.current_account, asked["IpamPoolId"])
        children = [p for p in own.pools.values() if p["SourceIpamPoolId"] == pool["IpamPoolId"]]
        if children or (pool["cidrs"] and not asked.get("Cascade")) or pool["allocations"]:
            raise EC2ClientError("DependencyViolation", f"{pool['IpamPoolId']} has ranges, allocations or pools.")
        del own.pools[pool["IpamPoolId"]]
        return _shown(self, pool, "delete-in-progress")

    def provision_ipam_pool_cidr(self) -> ActionResult:
        """Give a pool a range: of the source pool, or one that no other pool of the scope at the top has."""
        asked = ec2_input(self)
        pool = state.own_pool(self.current_account, asked["IpamPoolId"])
        with state.LOCK:
            cidr = _from_source(pool, asked) if pool["SourceIpamPoolId"] else _from_outside(pool, asked)
            provisioned = {
                "Cidr": cidr,
                "State": "provisioned",
                "IpamPoolCidrId": state.new_id("ipam-pool-cidr"),
                "NetmaskLength": int(cidr.partition("/")[2]),
            }
            pool["cidrs"][cidr] = provisioned
        return ActionResult({"IpamPoolCidr": provisioned | {"State": "pending-provision"}})

    def get_ipam_pool_cidrs(self) -> ActionResult:
        """List the ranges of a pool."""
        asked = ec2_input(self)
        pool = state.seen_pool(self.current_account, self.region, asked["IpamPoolId"])
        return ActionResult({"IpamPoolCidrs": described(pool["cidrs"].values(), asked)})

    def deprovision_ipam_pool_cidr(self) -> ActionResult:
        """Take a range from a pool of which nothing is allocated."""
        asked = ec2_input(self)
        pool = state.own_pool(self.current_account, asked["IpamPoolId"])
        cidr = asked.get("Cidr", "")
        if cidr not in pool["cidrs"]:
            raise EC2ClientError("InvalidIpamPoolCidrId.NotFound", f"{cidr} is not provisioned to the pool.")
        wanted = requested_network(pool, cidr)
        if any(wanted.overlaps(other) for other in taken(pool)):
            raise EC2ClientError("IncorrectState", f"{cidr} of {pool['IpamPoolId']} has allocations.")
        gone = pool["cidrs"].pop(cidr)
        if pool["SourceIpamPoolId"]:
            source = state.own_pool(self.current_account, pool["SourceIpamPoolId"])
            kept = source["allocations"].items()
            source["allocations"] = {
                key: a for key, a in kept if (a["ResourceId"], a["Cidr"]) != (pool["IpamPoolId"], cidr)
            }
        return ActionResult({"IpamPoolCidr": gone | {"State": "pending-deprovision"}})


def _check_locale(account_id: str, scope: Record, locale: str) -> None:
    ipam = state.own_ipam(account_id, scope["IpamArn"].rpartition("/")[2])
    if locale not in (_ANYWHERE, *(region["RegionName"] for region in ipam["OperatingRegions"])):
        raise EC2ClientError("InvalidParameterValue", f"The locale {locale} is not an operating Region of the IPAM.")


def _check_source(asked: Record, scope: Record, source: Record, locale: str) -> None:
    if (source["IpamScopeArn"], source["AddressFamily"]) != (scope["IpamScopeArn"], asked["AddressFamily"]):
        raise EC2ClientError("InvalidParameterValue", "A pool has the scope and the address family of its source.")
    if source["Locale"] not in (_ANYWHERE, locale):
        raise EC2ClientError("InvalidParameterValue", f"The locale of the source pool is {source['Locale']}.")
    if source["PoolDepth"] >= _MAX_DEPTH:
        raise EC2ClientError("InvalidParameterValue", f"Pools are at most {_MAX_DEPTH} deep.")


def _from_source(pool: Record, asked: Record) -> str:
    source = state.own_pool(pool["OwnerId"], pool["SourceIpamPoolId"])
    given = {"Cidr": asked.get("Cidr"), "NetmaskLength": asked.get("NetmaskLength")}
    for_ = claimant("ipam-pool", pool["IpamPoolId"], pool["OwnerId"], pool["IpamRegion"])
    return str(allocate(source, given, for_)["Cidr"])


def _from_outside(pool: Record, asked: Record) -> str:
    wanted = requested_network(pool, asked.get("Cidr") or "")
    tops = [p for p in state.all_pools() if p["IpamScopeArn"] == pool["IpamScopeArn"] and not p["SourceIpamPoolId"]]
    if any(wanted.overlaps(other) for top in tops for other in ranges(top)):
        raise EC2ClientError("InvalidParameterValue", f"{wanted} overlaps a range of another pool in the scope.")
    return str(wanted)


def _shown(response: EC2BaseResponse, pool: Record, state_: str) -> ActionResult:
    return ActionResult({"IpamPool": _record(response, pool) | {"State": state_}})


def _record(response: EC2BaseResponse, pool: Record) -> Record:
    return {**pool, "Tags": tags_of(response.ec2_backend, pool["IpamPoolId"])}
