"""Writes an rpm database of the ndb form from one of the SQLite form, as Debian's rpm cannot write ndb itself.

Usage: ndb.py rpmdb.sqlite Packages.db. The headers are the ones that rpm wrote; the form around them is that of rpm's
rpmpkg.c: a header and pages of slots, then blobs in blocks of 16 bytes with an Adler-32 sum at their end.
"""
import sqlite3
import struct
import sys
import zlib

headers = [bytes(row[0]) for row in sqlite3.connect(sys.argv[1]).execute("select blob from Packages order by hnum")]
SLOT, BLOB, END = b"Slot", b"BlbS", b"BlbE"
slots, blobs, block = b"", b"", 4096 // 16
for number, header in enumerate(headers, 1):
    start = BLOB + struct.pack("<III", number, 1, len(header))
    pad = b"\0" * (-(16 + len(header) + 12) % 16)
    body = start + header + pad
    blob = body + struct.pack("<II", zlib.adler32(body), len(header)) + END
    slots += SLOT + struct.pack("<III", number, block, len(blob) // 16)
    blobs += blob
    block += len(blob) // 16
head = b"RpmP" + struct.pack("<IIII", 0, 1, 1, len(headers) + 1) + b"\0" * 12
page = head + slots
page += (SLOT + b"\0" * 12) * ((4096 - len(page)) // 16)
with open(sys.argv[2], "wb") as file:
    file.write(page + blobs)
