#!/bin/bash
# AFT sources this, or runs it (before 1.20.0), behind Terraform. There is nothing to do.
:
