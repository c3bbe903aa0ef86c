"""Links of OAM, in the accounts that are watched.

Behaviour from the API Reference, pages "CreateLink", "GetLink", "ListLinks", "UpdateLink" and "DeleteLink". A link is
made only where the sink's policy admits it: this emulator looks whether there is a policy, and not what it says.
"""

from __future__ import annotations

from modules.emulator.records import Call, Record, create, delete, describe, list_, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.oam.resources import LINK, SINK


def _check(call: Call, link: Record) -> None:
    sinks = [sink for sink in call.everywhere(SINK) if sink["Arn"] == link["SinkArn"]]
    if not sinks or "Policy" not in sinks[0]:
        raise call.refusal("InvalidParameterException", f"No sink admits a link to {link['SinkArn']}", resource=LINK)
    if link["SinkArn"].split(":")[3] != call.region:
        raise call.refusal("InvalidParameterException", "A link is in the Region of its sink", resource=LINK)
    link["Label"] = link["LabelTemplate"].replace("$AccountName", f"account-{call.account_id}")


OPERATIONS: dict[str, Operation] = {
    "CreateLink": create(LINK, check=_check),
    "GetLink": describe(LINK),
    "ListLinks": list_(LINK),
    "UpdateLink": update(LINK),
    "DeleteLink": delete(LINK),
}
