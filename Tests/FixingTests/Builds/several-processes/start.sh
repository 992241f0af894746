#!/bin/sh
python3 metrics.py &
python3 server.py
