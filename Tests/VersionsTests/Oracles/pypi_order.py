"""Reads pairs of versions, a tab between, and says -1, 0 or 1 for each as PyPI's `packaging` orders them, or `none`."""
import sys

from packaging.version import InvalidVersion, Version

for line in sys.stdin:
    a, b = line.rstrip("\n").split("\t")
    try:
        a, b = Version(a), Version(b)
        print(-1 if a < b else 1 if a > b else 0)
    except InvalidVersion:
        print("none")
