"""Writes small root file systems: `systems.py apk|distroless FOLDER`; their packages go to standard output.

apk: the installed database as apk-v2's documentation describes it (one letter a field: P name, V version, A architecture,
L licence, o origin, F folder, R file, a its mode, Z its checksum). distroless: one stanza a package in status.d, and its
list of files beside it.
"""
import base64
import hashlib
import sys
from pathlib import Path

kind, root = sys.argv[1], Path(sys.argv[2])


def write(path, content):
    path = root / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


if kind == "apk":
    packages = [
        ("alpine-baselayout", "3.4.3-r2", "GPL-2.0-only", "alpine-baselayout", "etc/motd"),
        ("musl", "1.2.4_git20230717-r4", "MIT", "musl", "lib/ld-musl-x86_64.so.1"),
        ("busybox", "1.36.1-r15", "GPL-2.0-only", "busybox", "bin/busybox"),
        ("ssl_client", "1.36.1-r15", "GPL-2.0-only", "busybox", "usr/bin/ssl_client"),
        ("libcrypto3", "3.1.4-r5", "Apache-2.0", "openssl", "lib/libcrypto.so.3"),
        ("zlib", "1.3.1-r0", "Zlib", "zlib", "lib/libz.so.1"),
    ]
    stanzas = []
    for name, version, license, origin, file in packages:
        content = f"{name}\n"
        write(file, content)
        sum = "Q1" + base64.b64encode(hashlib.sha1(content.encode()).digest()).decode()
        folder, leaf = file.rsplit("/", 1)
        stanzas.append(
            f"C:{sum}\nP:{name}\nV:{version}\nA:x86_64\nS:1000\nI:2000\nT:The {name}\nU:https://alpinelinux.org/\n"
            f"L:{license}\no:{origin}\nm:Nobody <nobody@alpinelinux.org>\nt:1700000000\nc:{'0' * 40}\n"
            f"D:so:libc.musl-x86_64.so.1\nF:{folder}\nR:{leaf}\na:0:0:755\nZ:{sum}\n")
        print(name, version)
    write("lib/apk/db/installed", "\n".join(stanzas) + "\n")
    write("etc/apk/world", "alpine-baselayout\nbusybox\n")
    write("etc/alpine-release", "3.19.1\n")
    write("etc/os-release", 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\nPRETTY_NAME="Alpine Linux v3.19"\n')
else:
    packages = [
        ("base-files", "12.4+deb12u5", "", "etc/debian_version"),
        ("libc6", "2.36-9+deb12u4", "glibc", "lib/x86_64-linux-gnu/libc.so.6"),
        ("libssl3", "3.0.11-1~deb12u2", "openssl", "usr/lib/x86_64-linux-gnu/libssl.so.3"),
        ("tzdata", "2024a-0+deb12u1", "", "usr/share/zoneinfo/UTC"),
    ]
    for name, version, source, file in packages:
        content = f"{name}\n"
        write(file, content)
        sum = hashlib.md5(content.encode()).hexdigest()
        more = f"Source: {source}\n" if source else ""
        write(
            f"var/lib/dpkg/status.d/{name}",
            f"Package: {name}\n{more}Version: {version}\nArchitecture: amd64\nMaintainer: Nobody <nobody@debian.org>\n"
            f"Description: The {name}\n of the test\n")
        write(f"var/lib/dpkg/status.d/{name}.md5sums", f"{sum}  {file}\n")
        print(name, version)
    write("etc/os-release",
          'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\n')
    write("etc/passwd", "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n")
