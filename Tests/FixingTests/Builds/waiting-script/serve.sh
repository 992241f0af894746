#!/bin/sh
# A server that ends when it is told to.
httpd -f -p "$1" -h "$2" &
child=$!
trap 'kill "$child"; exit 0' TERM
wait "$child"
