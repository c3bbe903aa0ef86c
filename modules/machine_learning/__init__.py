"""What accounts of ML teams start with: roles, keys, buckets and what else their work needs."""
