"""Reads pairs of versions, a tab between, and says -1, 0 or 1 for each as rpm orders them."""
import sys

import rpm

for line in sys.stdin:
    a, b = line.rstrip("\n").split("\t")
    a, b = rpm.ver(a), rpm.ver(b)
    print(-1 if a < b else 1 if a > b else 0)
