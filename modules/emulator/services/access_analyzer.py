"""IAM Access Analyzer, which plain moto lacks altogether: analyzers and their tags, no findings.

Behaviour from the IAM Access Analyzer API Reference, pages "CreateAnalyzer", "GetAnalyzer", "ListAnalyzers",
"UpdateAnalyzer", "DeleteAnalyzer", "TagResource", "UntagResource" and "ListTagsForResource", and from "Settings for
IAM Access Analyzer" (IAM User Guide), which says who may create an analyzer of the organization.
"""

from __future__ import annotations

from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.core.utils import get_service_model, utcnow
from moto.organizations.models import organizations_backends

from modules.emulator.input_validation import input_faults
from modules.emulator.moto_additions import add_service

SERVICE_PRINCIPAL = "access-analyzer.amazonaws.com"
ANALYZERS_PER_ACCOUNT = 1  # of each type in a Region, by the page "CreateAnalyzer"
ANALYZERS_PER_ORGANIZATION = 5


def register() -> None:
    """Add the service to moto."""
    add_service(analyzers, AccessAnalyzerResponse, signing_name="access-analyzer")


class AccessAnalyzerBackend(BaseBackend):
    """The analyzers of one account in one Region, by name, as the API describes them."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.analyzers: dict[str, dict[str, Any]] = {}

    def create(self, name: str, type_: str, **described: Any) -> dict[str, Any]:
        """Create an analyzer, active at once.

        Raises:
            ServiceException: the name is taken, the quota is used up, or the account may not watch its organization.

        """
        if name in self.analyzers:
            raise _Refusal("ConflictException", f"An analyzer named {name} exists already", name)
        if type_.startswith("ORGANIZATION"):
            _check_organization(self.account_id)
        quota = ANALYZERS_PER_ORGANIZATION if type_.startswith("ORGANIZATION") else ANALYZERS_PER_ACCOUNT
        if sum(analyzer["type"] == type_ for analyzer in self.analyzers.values()) >= quota:
            raise _Refusal("ServiceQuotaExceededException", f"The quota of {type_} analyzers is {quota}", name)
        arn = f"arn:{self.partition}:access-analyzer:{self.region_name}:{self.account_id}:analyzer/{name}"
        self.analyzers[name] = {"arn": arn, "name": name, "type": type_, "createdAt": utcnow(), "status": "ACTIVE"}
        self.analyzers[name] |= described
        return self.analyzers[name]

    def named(self, name: str) -> dict[str, Any]:
        """Find an analyzer by its name."""
        if name not in self.analyzers:
            raise _Refusal("ResourceNotFoundException", f"The analyzer {name} does not exist", name)
        return self.analyzers[name]

    def with_arn(self, arn: str) -> dict[str, Any]:
        """Find an analyzer by its ARN."""
        for analyzer in self.analyzers.values():
            if analyzer["arn"] == arn:
                return analyzer
        raise _Refusal("ResourceNotFoundException", f"The resource {arn} does not exist", arn)


analyzers = BackendDict(AccessAnalyzerBackend, "accessanalyzer")


class AccessAnalyzerResponse(BaseResponse):
    """The operations."""

    def __init__(self) -> None:
        super().__init__(service_name="accessanalyzer")
        self.automated_parameter_parsing = True

    def create_analyzer(self) -> ActionResult:
        """Create an analyzer."""
        asked = self._asked()
        described = {key: asked[key] for key in ("configuration",) if asked.get(key)}
        analyzer = self._state().create(
            asked["analyzerName"], asked["type"], tags=dict(asked.get("tags") or {}), **described
        )
        return ActionResult({"arn": analyzer["arn"]})

    def get_analyzer(self) -> ActionResult:
        """Describe an analyzer."""
        return ActionResult({"analyzer": self._state().named(self._asked()["analyzerName"])})

    def list_analyzers(self) -> ActionResult:
        """Describe all analyzers, or those of one type. There are never so many that a second page is needed."""
        type_ = self._asked().get("type")
        found = [a for a in self._state().analyzers.values() if type_ in (None, a["type"])]
        return ActionResult({"analyzers": found})

    def update_analyzer(self) -> ActionResult:
        """Change the configuration of an analyzer."""
        asked = self._asked()
        analyzer = self._state().named(asked["analyzerName"])
        analyzer["configuration"] = asked.get("configuration") or analyzer.get("configuration")
        return ActionResult({"configuration": analyzer["configuration"]})

    def delete_analyzer(self) -> ActionResult:
        """Delete an analyzer."""
        analyzer = self._state().named(self._asked()["analyzerName"])
        del self._state().analyzers[analyzer["name"]]
        return EmptyResult()

    def tag_resource(self) -> ActionResult:
        """Add tags to an analyzer, or change them."""
        asked = self._asked()
        self._state().with_arn(asked["resourceArn"])["tags"].update(asked["tags"])
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        """Remove tags from an analyzer."""
        asked = self._asked()
        tags = self._state().with_arn(asked["resourceArn"])["tags"]
        for key in asked["tagKeys"]:
            tags.pop(key, None)
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        """List the tags of an analyzer."""
        return ActionResult({"tags": self._state().with_arn(self._asked()["resourceArn"])["tags"]})

    def _state(self) -> AccessAnalyzerBackend:
        state: AccessAnalyzerBackend = analyzers[self.current_account][self.region]
        return state

    def _asked(self) -> dict[str, Any]:
        asked = dict(self.params)
        operation = get_service_model("accessanalyzer").operation_model(self._get_action())
        faults = input_faults(operation.input_shape, asked)
        if faults:
            raise _Invalid(faults)
        return asked


class _Refusal(ServiceException):
    """An error whose members are those of the service model."""

    def __init__(self, code: str, message: str, resource: str) -> None:
        super().__init__(code, message)
        self.resourceId, self.resourceType = resource, "Analyzer"


class _Invalid(ServiceException):
    """Input that the service model does not allow."""

    code = "ValidationException"

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.reason = "fieldValidationFailed"


def _check_organization(account_id: str) -> None:
    """Refuse an analyzer of the organization to whoever may not watch it, with the errors that AWS gives."""
    management, partition = organizations_backends.master_accounts.get(account_id, (account_id, "aws"))
    organization = organizations_backends[management][partition]
    if SERVICE_PRINCIPAL not in {service["ServicePrincipal"] for service in organization.services}:
        raise _Invalid(["Service not enabled for AWS Organizations"])
    delegated = {admin.account.id for admin in organization.admins if SERVICE_PRINCIPAL in admin.services}
    if account_id not in {management, *delegated}:
        message = f"Account {account_id} is not a delegated administrator"
        raise _Refusal("AccessDeniedException", message, account_id)
