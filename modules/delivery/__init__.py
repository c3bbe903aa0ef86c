"""Who plans and who applies without keys: what pipelines outside of AWS, and builds in it, work as."""
