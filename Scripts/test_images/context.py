"""Writes what the Dockerfiles of the test images copy: packages of several languages and planted secrets.

Usage: context.py FOLDER. The values are made up here from a fixed seed, so that no whole one stands in these sources and
every run makes the same; what is planted where goes to FOLDER/../secrets.json.
"""
import base64
import io
import json
import random
import string
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

folder = Path(sys.argv[1])
rng = random.Random(20240711)
LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase


def text(count, alphabet=LETTERS):
    return "".join(rng.choice(alphabet) for _ in range(count))


def base62(number):
    digits = ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        digits = LETTERS[rest] + digits
    return digits


def checked(prefix):
    """Thirty characters and their CRC-32 in base 62, as GitHub and npm make them."""
    body = text(30)
    return prefix + body + base62(zlib.crc32(body.encode()))


def write(path, content, mode=0o644):
    path = folder / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    path.chmod(mode)


# Secrets: `layer` names the step of the Dockerfile, `gone` whether a later step deletes or replaces the file.
aws = "AKI" + "A" + text(16, string.ascii_uppercase + "234567")
aws_secret = text(40, LETTERS + "+/")
github = checked("gh" + "p_")
npm = checked("npm" + "_")
stripe = "sk" + "_live_" + text(24)
build_token = checked("gh" + "s_")
database = text(18)
label = "dop" + "_v1_" + text(64, "0123456789abcdef")
key = subprocess.run(["openssl", "genrsa", "-traditional", "2048"], capture_output=True, text=True).stdout
write("secrets/credentials", f"[default]\naws_access_key_id = {aws}\naws_secret_access_key = {aws_secret}\n")
write("secrets/npmrc", f"//registry.npmjs.org/:_authToken={npm}\n")
write("secrets/deploy.key", key, 0o600)
write("app/settings.py", f'GITHUB = "{github}"\nDATABASE = "postgres://app:{database}@db.corp.net/app"\n')
write("later/settings.py", 'import os\nGITHUB = os.environ["GITHUB"]\n')
write("app/example.env", "API_KEY=your-api-key\nPASSWORD=changeme\nTOKEN=${TOKEN}\n")
(folder.parent / "secrets.json").write_text(json.dumps({
    "arguments": {"BUILD_TOKEN": build_token, "STRIPE_KEY": stripe, "OWNER_LABEL": label},
    "values": [aws, aws_secret, github, npm, stripe, build_token, database, label, key.split("\n")[5]],
    "planted": [
        {"kind": "aws-access-key-id", "path": "root/.aws/credentials", "gone": True},
        {"kind": "aws-secret-access-key", "path": "root/.aws/credentials", "gone": True},
        {"kind": "npm-token", "path": "root/.npmrc", "gone": True},
        {"kind": "private-key", "path": "srv/app/deploy.key", "gone": False},
        {"kind": "github-token", "path": "srv/app/settings.py", "gone": True},
        {"kind": "connection-string", "path": "srv/app/settings.py", "gone": True},
        {"kind": "stripe-key", "path": "ENV STRIPE_KEY", "gone": False},
        {"kind": "digitalocean-token", "path": "LABEL owner.token", "gone": False},
        {"kind": "github-app-token", "path": "history", "gone": False},
    ],
}, indent=1))

# Java: a jar in a jar, named by the properties that Maven leaves.
def jar(group, name, version, more={}):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/MANIFEST.MF", f"Manifest-Version: 1.0\nImplementation-Title: {name}\n")
        archive.writestr(
            f"META-INF/maven/{group}/{name}/pom.properties", f"groupId={group}\nartifactId={name}\nversion={version}\n")
        for path, data in more.items():
            archive.writestr(path, data)
    return content.getvalue()


inner = jar("org.example.lib", "inner", "1.2.3")
write("java/shop.jar", jar("org.example", "shop", "4.5.6", {"BOOT-INF/lib/inner-1.2.3.jar": inner}))

# Go: a module with another one beside it, so that the build needs no network.
write("go/go.mod", "module example.test/clock\n\ngo 1.19\n\nrequire example.test/hands v1.2.0\n\n"
      "replace example.test/hands => ./hands\n")
write("go/main.go", 'package main\n\nimport "example.test/hands"\n\nfunc main() { println(hands.Count()) }\n')
write("go/hands/go.mod", "module example.test/hands\n\ngo 1.19\n")
write("go/hands/hands.go", "package hands\n\n// Count tells how many hands a clock has.\nfunc Count() int { return 3 }\n")

write("data/large.bin", random.Random(5).randbytes(3_000_000))
write("data/twin.bin", random.Random(6).randbytes(400_000))
write("data/other.bin", random.Random(6).randbytes(400_000))
