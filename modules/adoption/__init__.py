"""How an organization that exists is taken over: what others wrote of it, read into YAML."""
