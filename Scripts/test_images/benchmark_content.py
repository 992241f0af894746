"""Makes the images of the benchmark: docker archives and OCI layouts of several layers, of files of this machine."""
import hashlib
import io
import json
import os
import random
import shutil
import string
import subprocess
import sys
import tarfile
from pathlib import Path

MEGA = 1_000_000
LETTERS = string.ascii_letters + string.digits


def site_packages():
    """The folders of this machine that hold Python packages."""
    folders = {Path(p) for p in sys.path if p.endswith(("site-packages", "dist-packages"))}
    folders.add(Path("/usr/lib/python3/dist-packages"))
    folders |= {p for p in Path(".build-tools/venv").glob("lib/python3*/site-packages")}
    return sorted(p.resolve() for p in folders if p.is_dir())


# What layers are made of: where it is here, where it goes to, and how much of each size of image at most (MB).
def parts():
    python = [(str(p), "usr/local/lib/python3.11/site-packages", (5, 120, 250)) for p in site_packages()]
    return [
        ("system", [
            ("/usr/lib/os-release", "usr/lib/os-release", (1, 1, 1)),
            ("/etc/os-release", "etc/os-release", (1, 1, 1)),
            ("/etc/debian_version", "etc/debian_version", (1, 1, 1)),
            ("/var/lib/dpkg", "var/lib/dpkg", (10, 60, 60)),
            ("/usr/lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu", (5, 120, 500)),
            ("/usr/share/doc", "usr/share/doc", (1, 20, 60)),
            ("/usr/share", "usr/share", (1, 60, 300)),
        ]),
        ("python", python),
        ("programs", [("/usr/bin", "usr/bin", (3, 80, 400))]),
        ("node", [("/usr/lib/node_modules", "usr/lib/node_modules", (8, 40, 60)),
                  ("/usr/share/nodejs", "usr/share/nodejs", (4, 40, 60))]),
        ("java", [("/usr/share/java", "usr/share/java", (3, 30, 80)),
                  ("/usr/share/maven", "usr/share/maven", (1, 10, 20)),
                  ("/usr/share/maven-repo", "usr/share/maven-repo", (1, 10, 20))]),
        ("ruby", [("/usr/lib/ruby", "usr/lib/ruby", (3, 20, 40)),
                  ("/var/lib/gems", "var/lib/gems", (1, 20, 40)),
                  ("/usr/share/rubygems-integration", "usr/share/rubygems-integration", (1, 5, 5))]),
        ("more", [("/usr/lib", "opt/lib", (0, 0, 450))]),
    ]


def add_tree(tar, source, target, limit, seen, seed):
    """Adds a folder's files until `limit` bytes, whole folders of the first level in an order of chance but fixed."""
    source = Path(source)
    if source.is_file():
        return add(tar, source, target, seen)
    if not source.is_dir():
        return 0
    total = 0
    names = sorted(os.listdir(source))
    # The package database and dist-info folders come first: they are small, and what the tools look for.
    random.Random(seed).shuffle(names)
    names.sort(key=lambda name: (name != "status", not name.endswith((".dist-info", ".egg-info", "info"))))
    for name in names:
        entry = source / name
        if entry.is_symlink() or entry.is_file():
            total += add(tar, entry, f"{target}/{name}", seen, limit - total)
        else:
            for folder, folders, files in os.walk(entry):
                folders[:] = sorted(f for f in folders if f != "__pycache__")
                for file in sorted(files):
                    path = Path(folder) / file
                    total += add(tar, path, f"{target}/{path.relative_to(source)}", seen, limit - total)
                if total >= limit:
                    break
        if total >= limit:
            break
    return total


def add(tar, path, name, seen, left=1 << 60):
    if name in seen:
        return 0
    try:
        information = tar.gettarinfo(path, name)
        if information is None or not (information.isreg() or information.issym() or information.islnk()):
            return 0
        if information.islnk():
            information.type, information.linkname = tarfile.REGTYPE, ""
            information.size = path.stat().st_size
        if information.size > left:
            return 0
        information.uid = information.gid = 0
        information.uname = information.gname = "root"
        seen.add(name)
        if information.isreg():
            with open(path, "rb") as file:
                tar.addfile(information, file)
            return information.size
        tar.addfile(information)
    except OSError:
        pass
    return 0


def secrets():
    """Files of the application with made-up secrets, as both tools know their kinds."""
    rng = random.Random(11)
    text = lambda count, alphabet=LETTERS: "".join(rng.choice(alphabet) for _ in range(count))
    upper = string.ascii_uppercase + "234567"
    key = subprocess.run(["openssl", "genrsa", "-traditional", "2048"], capture_output=True, text=True).stdout
    aws = "AKI" + "A" + text(16, upper)
    return {
        "srv/app/.aws/credentials": f"[default]\naws_access_key_id = {aws}\naws_secret_access_key = {text(40)}\n",
        "srv/app/id_rsa": key,
        "srv/app/config.py": f'SLACK = "xox{"b"}-{text(12, string.digits)}-{text(12, string.digits)}-{text(24)}"\n'
                             f'STRIPE = "sk_{"live"}_{text(24)}"\n',
        "srv/app/deploy.sh": f"export GITLAB_TOKEN=glp{'at'}-{text(20)}\n",
        "srv/app/mail.json": json.dumps({"sendgrid": "S" + f"G.{text(22)}.{text(43)}"}) + "\n",
        "srv/app/settings.ini": "password = changeme\ntoken = ${TOKEN}\n",
    }


def add_text(tar, name, content):
    information = tarfile.TarInfo(name)
    information.size = len(content.encode())
    information.mode = 0o644
    tar.addfile(information, io.BytesIO(content.encode()))


def make(folder, index, size):
    """The docker archive and the OCI layout of one size below `folder`; what is there stays."""
    archive, layout = folder / f"image-{size}.tar", folder / f"layout-{size}"
    if not archive.exists():
        work = folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        layers, seen = [], set()
        for number, (title, sources) in enumerate(parts()):
            path = work / f"{number}.tar"
            with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
                for source, target, limits in sources:
                    add_tree(tar, source, target, limits[index] * MEGA, seen, number)
                if title == "ruby":
                    for name, content in secrets().items():
                        add_text(tar, name, content)
            layers.append((title, path))
        with tarfile.open(work / "last.tar", "w") as tar:
            add_text(tar, "srv/app/.wh.id_rsa", "")
            add_text(tar, "srv/app/main.py", "print('clock')\n")
        layers.append(("clean", work / "last.tar"))
        digests = [hashlib.sha256(path.read_bytes()).hexdigest() for _, path in layers]
        configuration = json.dumps({
            "architecture": "amd64", "os": "linux", "config": {"Cmd": ["/bin/sh"]},
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}" for digest in digests]},
            "history": [{"created": "2024-01-02T03:04:05Z", "created_by": f"COPY {title} / # buildkit"}
                        for title, _ in layers],
        })
        name = hashlib.sha256(configuration.encode()).hexdigest() + ".json"
        with tarfile.open(work / "archive.tar", "w", format=tarfile.PAX_FORMAT) as tar:
            for digest, (_, path) in zip(digests, layers):
                tar.add(path, f"{digest}/layer.tar")
            add_text(tar, name, configuration)
            add_text(tar, "manifest.json", json.dumps([{
                "Config": name, "RepoTags": [f"plimsoll-benchmark:{size}"],
                "Layers": [f"{digest}/layer.tar" for digest in digests]}]))
        (work / "archive.tar").rename(archive)
        shutil.rmtree(work)
    if not layout.exists():
        part = folder / "part"
        shutil.rmtree(part, ignore_errors=True)
        subprocess.run(["skopeo", "copy", "-q", "--insecure-policy", f"docker-archive:{archive}", f"oci:{part}:x"],
                       check=True)
        part.rename(layout)
    return archive, layout
