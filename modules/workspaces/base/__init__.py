"""What every workspace is made of: the deployment that it belongs to, providers, outputs, blueprints, families."""
