"""Who is told of findings, and of what they cost."""
