"""Which synthesized resource satisfies which published check of the AWS Security Reference Architecture."""
