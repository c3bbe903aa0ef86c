"""Tests of modules/access/escalation."""
