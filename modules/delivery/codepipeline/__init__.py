"""Pipelines of AWS CodePipeline that deliver, their builds, and what those work as. No cdktf here."""
