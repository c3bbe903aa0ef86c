"""What states in S3 need: the bucket, its key, and the lock table where one is named."""
