#!/bin/sh
set -e
# Settings of the day
export GREETING="${GREETING:-hello}"
"$@"
