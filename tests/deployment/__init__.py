"""Tests of what the YAML says of deployment."""
