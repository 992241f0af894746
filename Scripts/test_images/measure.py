"""Runs a command and writes seconds, processor seconds and peak memory (MiB) to a file: `measure.py FILE COMMAND...`.

A process of its own: a command's peak counts what its parent held when it was started, which has to be little.
"""
import os
import sys
import time

start = time.monotonic()
process = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process, 0)
seconds = time.monotonic() - start
with open(sys.argv[1], "w") as file:
    file.write(f"{seconds} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss / 1024}")
sys.exit(os.waitstatus_to_exitcode(status))
