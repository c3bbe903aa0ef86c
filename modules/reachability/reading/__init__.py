"""What was synthesized, read into a network: references followed, tables and rules put together."""
