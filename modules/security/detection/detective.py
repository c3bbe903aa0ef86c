"""Amazon Detective in one region, for every account of the organization."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.detective_graph import DetectiveGraph
from cdktf_cdktf_provider_aws.detective_organization_configuration import DetectiveOrganizationConfiguration
from constructs import Construct


class Detective(Construct):
    """Define the behavior graph, and let accounts that join later into it.

    AWS Security Reference Architecture, Amazon Detective. Amazon Detective API Reference, CreateGraph: where the
    administrator has a graph already, it is returned.
    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self._graph = DetectiveGraph(self, "Default")
        DetectiveOrganizationConfiguration(self, "organization", graph_arn=self._graph.graph_arn, auto_enable=True)

    @property
    def graph_arn(self) -> str:
        """Token: the ARN of the behavior graph."""
        return self._graph.graph_arn
