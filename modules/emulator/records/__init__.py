'''Services of AWS that are mostly records: created, read, listed, changed, tagged and deleted.

A table says what a service keeps and which operations it has; botocore's model of the service says the rest: how a
request is parsed, what its members may be, where a record goes in an answer, and which errors there are. State is
kept for each account and Region, as moto keeps its own. A whole service, as a file of `services/`:

    """Amazon Example, which moto lacks. Behaviour from the Example API Reference, page "CreateThing"."""

    THING = Resource(
        "Thing",                                      # as errors name it
        key=("name",),                                # what no two records share
        names={"thingName": "name"},                  # operations say `thingName`, the record is shown with `name`
        identified_by=("thingIdentifier",),           # members of an input that take the name, the id or the ARN
        generated={                                   # in this order; `{random:8}` is 8 hexadecimal digits
            "id": "thing-{random:8}",
            "arn": "arn:{partition}:example:{region}:{account_id}:thing/{id}",
        },
        defaults={"size": 1},                         # where the input says nothing
        states=States("status", creating="CREATING", active="ACTIVE", deleting="DELETING"),
        created="createdAt",                          # also: updated="updatedAt"
        owner="ownerId",                              # the member that holds the account id, if there is one
    )                                                 # tags="tags" is the default

    SERVICE = Service(
        "example",                                    # botocore's name
        errors=Errors(invalid="ValidationException", not_found="NotFoundException", conflict="ConflictException"),
        operations={
            "CreateThing": create(THING, check=_check_quota),
            "GetThing": describe(THING),
            "ListThings": list_(THING, by=("size",)), # inputs by which it filters: equal, or one of those given
            "UpdateThing": update(THING),
            "DeleteThing": delete(THING),
            "TagResource": tag(THING),                # of several resources: tag(THING, OTHER)
            "UntagResource": untag(THING),
            "ListTagsForResource": list_tags(THING),
            "StartThing": _start,                     # behaviour that matters is written out: Call -> output
        },
    )

    def register() -> None:
        SERVICE.register()                            # a service that moto has: SERVICE.extend(ThingResponse)

    def _start(call: Call) -> dict[str, Any]:
        thing = call.find(THING)                      # the one that the input identifies, or the not-found error
        thing["started"] = True                       # a record is a dict with the members of the API
        return call.answer(THING, thing)              # put where the output of this operation takes it

    def _check_quota(call: Call, thing: Record) -> None:
        if len(call.records(THING)) >= 5:             # others': call.at(account_id).records(THING), call.everywhere
            raise call.refusal("ServiceQuotaExceededException", "The quota of things is 5", resource_id=thing["name"])

Answers are those of the service's model, and members that it does not have are left out. A state such as CREATING
shows once, in the answer to the operation; the next read finds the thing active, so that nobody waits.
A service whose state is one for all Regions says `regional=False`.
'''

from modules.emulator.records.call import Call, Errors
from modules.emulator.records.operations import create, delete, describe, list_, update
from modules.emulator.records.resource import Record, Resource, States
from modules.emulator.records.service import Service
from modules.emulator.records.tags import list_tags, tag, untag

__all__ = [
    "Call",
    "Errors",
    "Record",
    "Resource",
    "Service",
    "States",
    "create",
    "delete",
    "describe",
    "list_",
    "list_tags",
    "tag",
    "untag",
    "update",
]
