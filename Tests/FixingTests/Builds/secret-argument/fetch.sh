#!/bin/sh
# Stands for a download that needs a token.
[ -n "$1" ] || { echo "no token" >&2; exit 1; }
echo "catalogue"
