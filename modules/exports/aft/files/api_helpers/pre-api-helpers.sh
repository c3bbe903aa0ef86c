#!/bin/bash
# AFT sources this, or runs it (before 1.20.0), ahead of Terraform. The status of the one command here is what counts:
# the stage ends where the gate finds something. Nothing is set, left or changed in AFT's own shell. What is rendered
# depends on the distribution, which AFT's shell knows.
python3 "$(dirname "${BASH_SOURCE[0]}")/python/gate.py" "$(dirname "${BASH_SOURCE[0]}")/../terraform" "${TF_DISTRIBUTION:-oss}"
