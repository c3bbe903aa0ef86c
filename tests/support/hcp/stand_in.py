"""The stand-in as a server, and what the CLI must know to reach it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from werkzeug.serving import make_server

from modules.runner.terraform.cli import find_terraform, terraform_environment
from tests.support.hcp.application import application
from tests.support.hcp.callers import Caller, new_id, new_token
from tests.support.hcp.organization import Organization
from tests.support.hcp.routes.organizations import SERVICES
from tests.support.hcp.run import Run
from tests.support.hcp.worker import Worker
from tests.support.hcp.workspace import Variable, Workspace

HOSTNAME = "hcp.landing-zone.example"
"""Nobody looks this name up: the CLI's configuration says where the host's services are."""


class HcpStandIn:
    """One organization of HCP Terraform on a free port of loopback, until the `with` block ends.

    Args:
        folder: Where runs work, and where the CLI's configuration is written to.
        organization: The organization's name.

    """

    def __init__(self, folder: Path, organization: str = "acme") -> None:
        self.organization = Organization(organization, folder / "runs")
        self._configuration = folder / "terraform.rc"
        self._worker = Worker(self.organization, find_terraform(), self._environ_of_run)
        logging.getLogger("werkzeug").setLevel(logging.ERROR)  # no line for each request
        self._server = make_server("127.0.0.1", 0, application(self.organization, self._worker), threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._user = self.add_user("operator")

    def __enter__(self) -> Self:
        self._configuration.parent.mkdir(parents=True, exist_ok=True)
        self._configuration.write_text(f"{_provider_installation()}{_host(self.url)}")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.join()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def add_user(self, name: str) -> str:
        """Add a user of the organization; return the token."""
        token = new_token()
        self.organization.users[token] = Caller(name)
        return token

    def environ(self, token: str = "") -> dict[str, str]:
        """Return what the CLI's environment must have, for the first user where no other's token is given."""
        return {"TF_CLI_CONFIG_FILE": str(self._configuration), **_token_variable(token or self._user)}

    def workspace(
        self,
        name: str,
        variables: Mapping[str, str] | None = None,
        *,
        shared_with: tuple[str, ...] = (),
        project: str = "",
    ) -> Workspace:
        """Make a workspace with variables of the environment; it shares its state with those named, made before.

        Its project, where one is named, is made with it.
        """
        id_ = new_id("prj") if project else ""
        self.organization.projects |= {id_: project} if project else {}
        workspace = self.organization.create_workspace(name, id_)
        workspace.variables += [Variable(key, value) for key, value in (variables or {}).items()]
        for consumer in shared_with:
            self.share(name, consumer)
        return workspace

    def share(self, producer: str, consumer: str) -> None:
        """Let a workspace read another one's state."""
        owner, reader = self.organization.named(producer), self.organization.named(consumer)
        assert owner, producer
        assert reader, consumer
        owner.consumers.add(reader.id)

    def _environ_of_run(self, run: Run) -> dict[str, str]:
        return self.environ(run.token)


def _host(url: str) -> str:
    services = "".join(f'    "{service}" = "{url}{path}"\n' for service, path in SERVICES.items())
    return f'host "{HOSTNAME}" {{\n  services = {{\n{services}  }}\n}}\n'


def _token_variable(token: str) -> dict[str, str]:
    """Name the variable as Terraform wants it: dots become underscores, hyphens two of them."""
    return {f"TF_TOKEN_{HOSTNAME.replace('-', '__').replace('.', '_')}": token}


def _provider_installation() -> str:
    """Take what the runner's own configuration says of where providers are."""
    configuration = terraform_environment().get("TF_CLI_CONFIG_FILE")
    return Path(configuration).read_text() if configuration else ""
