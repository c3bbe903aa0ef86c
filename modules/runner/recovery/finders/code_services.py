"""AWS CodeArtifact and AWS CodeConnections."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items, named


def _domains(clients: Clients, values: Values) -> list[str]:
    domains = items(clients("codeartifact"), "list_domains", "domains")
    return [domain["arn"] for domain in domains if domain["name"] == values["domain"]]


def _repositories(clients: Clients, values: Values) -> list[str]:
    repositories = items(clients("codeartifact"), "list_repositories", "repositories")
    wanted = values["domain"], values["repository"]
    return [each["arn"] for each in repositories if (each["domainName"], each["name"]) == wanted]


FINDERS = {
    "aws_codeartifact_domain": _domains,
    "aws_codeartifact_repository": _repositories,
    "aws_codeconnections_connection": named(
        "codeconnections", "list_connections", "Connections", "ConnectionArn", name="ConnectionName"
    ),
}
