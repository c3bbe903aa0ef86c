"""A stand-in of HCP Terraform on loopback, which the real Terraform CLI uses with the `cloud` block.

It keeps an organization: workspaces with locks, variables, states and who may read them, and runs that really run
Terraform, each in a folder of its own, of the configuration that was uploaded and with the variables of its workspace
and nothing of the uploader's environment.

The CLI reaches it by a `host` block of its configuration, which names the services of a host and thereby stands for
service discovery (Terraform documentation, "CLI Configuration File"; for tests, as it says there). TLS with a
certificate of our own would need `SSL_CERT_FILE`, which Terraform reads on Linux only, a name that resolves to this
machine, and the port in every environment's YAML. What the CLI sends is the same either way; the document of discovery
is served too, and is tested without the CLI.

Sources: HCP Terraform documentation, API reference; go-tfe 1.70; Terraform 1.11, `internal/cloud`. What no page says is
marked as unverified where it is decided.
"""
