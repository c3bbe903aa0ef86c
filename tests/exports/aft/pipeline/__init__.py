"""A stand-in for AFT's pipelines: what they do to a repository from the clone to Terraform, without AWS.

It is written from what AFT does, in our words. With `AFT_SRC`, a checkout of AFT, the lines that render come from AFT's
own buildspecs as well, and AFT's own functions judge what is exported.
"""
