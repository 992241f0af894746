"""Times Plimsoll, syft and trivy on the same images in turn and compares what they find; see Scripts/benchmark-images."""
import argparse
import collections
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

import benchmark_content

parser = argparse.ArgumentParser()
parser.add_argument("--runs", type=int, default=3)
parser.add_argument("--sizes", default="50,500,2000")
parser.add_argument("--forms", default="archive,layout")
parser.add_argument("--plimsoll", default=".build-release/plimsoll")
options = parser.parse_args()
peers = Path(".build-tools/peers/bin").absolute()
folder = Path(".build-tools/benchmark").absolute()
folder.mkdir(parents=True, exist_ok=True)
plimsoll = str(Path(options.plimsoll).absolute())
if not os.access(plimsoll, os.X_OK):
    raise SystemExit(f"{plimsoll} is missing: run Scripts/release first, or name another with --plimsoll.")


def run(command, output):
    """Seconds of the clock, of the processors, and the most memory it held (MiB)."""
    work = tempfile.mkdtemp(prefix="plimsoll-benchmark-")
    environment = os.environ | {
        "SYFT_CHECK_FOR_APP_UPDATE": "false", "TRIVY_CACHE_DIR": work, "TMPDIR": work, "TRIVY_NO_PROGRESS": "true",
        "TRIVY_DISABLE_VEX_NOTICE": "true",
    }
    numbers = f"{output}.numbers"
    measure = [sys.executable, "-S", "-E", str(Path(__file__).with_name("measure.py")), numbers]
    with open(output, "wb") as out, open(f"{output}.err", "wb") as errors:
        result = subprocess.run(measure + command, stdout=out, stderr=errors, env=environment)
    shutil.rmtree(work, ignore_errors=True)
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(command)}:\n{Path(f'{output}.err').read_text()[-2000:]}")
    return tuple(float(number) for number in Path(numbers).read_text().split())


def purl(text):
    """Type, name and version of a package URL; names in the spelling that their registries take as one."""
    text = urllib.parse.unquote(text.split("#")[0].split("?")[0])
    kind, _, rest = text.removeprefix("pkg:").partition("/")
    name, _, version = rest.rpartition("@") if "@" in rest[1:] else (rest, "", "")
    if kind == "pypi":
        name = re.sub(r"[-_.]+", "-", name.lower())
    if kind in ("deb", "apk", "rpm"):
        name = name.split("/")[-1]
        # An epoch stands in the version for some, in a qualifier for others.
        version = version.split(":", 1)[-1]
    return kind, name, version


def told(tool, path):
    """Packages with the files they were seen in, and secrets, of a tool's answer."""
    data = json.loads(Path(path).read_text())
    packages, secrets = collections.defaultdict(set), {}
    if tool == "plimsoll":
        image = data["images"][0]
        for package in image["packages"]:
            packages[purl(package["purl"])].add(package["path"].split("!")[0])
        secrets = {(s["path"], s.get("line")): s["kind"] for s in image["secrets"]}
    elif tool == "syft":
        for artifact in data["artifacts"]:
            places = {place["path"].lstrip("/") for place in artifact["locations"]}
            if artifact.get("purl"):
                packages[purl(artifact["purl"])] |= places
    elif tool == "trivy packages":
        for component in data.get("components", []):
            places = {p["value"] for p in component.get("properties", []) if p["name"].endswith(":FilePath")}
            if component.get("purl"):
                packages[purl(component["purl"])] |= places
    else:
        for result in data.get("Results") or []:
            for package in result.get("Packages") or []:
                if package.get("Identifier", {}).get("PURL"):
                    packages[purl(package["Identifier"]["PURL"])] |= {package.get("FilePath", "")}
            for secret in result.get("Secrets") or []:
                secrets[(result["Target"].lstrip("/"), secret["StartLine"])] = secret["RuleID"]
    return packages, secrets


# Kinds of packages that Plimsoll leaves out, and why.
UNREAD = {"luarocks": "Lua's rockspecs say how to build a package, not that it is installed; no advisories name them"}


def reason(package, places, ours, by_place, by_name):
    """Why a package of a peer is not in ours under that name, where the answers themselves show it."""
    kind, name, version = package
    same = sorted(" ".join(other) for place in places for other in by_place[place] if other[0] == kind)
    if same:
        return f"the same file is told as {', '.join(same[:3])}"
    if not version:
        return "it has no version"
    if kind in UNREAD:
        return UNREAD[kind]
    if kind == "nuget" and places and all(place.endswith((".exe", ".dll")) for place in places):
        return "the title in a Windows program's resources, which names no package of NuGet"
    others = sorted(" ".join(other) for other in by_name[kind, name])
    if others:
        return f"told as {', '.join(others[:3])}"
    return None


def commands(form, path):
    place = {"archive": ("docker-archive", "docker-archive"), "layout": ("oci", "oci-dir")}[form]
    # What is in jars trivy asks of a database of its own, which is not there: it is spared that work.
    trivy = [str(peers / "trivy"), "image", "--input", str(path), "--quiet", "--offline-scan", "--timeout", "30m",
             "--skip-files", "**/*.jar"]
    own = [plimsoll, "image", f"{place[0]}:{path}", "--format", "json", "--fail-on", "never", "--no-vulnerabilities"]
    return {
        "plimsoll": own,
        "without secrets": own + ["--no-secrets"],
        "without packages": own + ["--no-packages"],
        "syft": [str(peers / "syft"), "scan", f"{place[1]}:{path}", "-q", "-o", "json"],
        "trivy packages": trivy + ["--format", "cyclonedx"],
        "trivy secrets": trivy + ["--scanners", "secret", "--skip-db-update", "--format", "json"],
        # Its only way to both in one run without a database of its own: packages come with their licences.
        "trivy both": trivy + ["--scanners", "license,secret", "--list-all-pkgs", "--format", "json"],
    }


def versions():
    for name, command in [("plimsoll", [plimsoll, "--version"]), ("syft", [str(peers / "syft"), "--version"]),
                          ("trivy", [str(peers / "trivy"), "--version"])]:
        run(command, folder / "version.txt")
        yield f"{name} {(folder / 'version.txt').read_text().split(chr(10))[0]}"


print("; ".join(versions()), f"; {os.cpu_count()} processors")
print("Seconds: best and median of the runs, tools in turn on the same file. Plimsoll does packages and secrets at once.")
differences = []
for index, size in enumerate([50, 500, 2000]):
    if str(size) not in options.sizes.split(","):
        continue
    files = dict(zip(["archive", "layout"], benchmark_content.make(folder, index, size)))
    for form in options.forms.split(","):
        path = files[form]
        bytes = sum(f.stat().st_size for f in path.rglob("*")) if path.is_dir() else path.stat().st_size
        results = collections.defaultdict(list)
        for turn in range(options.runs):
            for tool, command in commands(form, path).items():
                results[tool].append(run(command, folder / f"{size}-{form}-{tool.replace(' ', '-')}.json"))
        best = {tool: min(r[0] for r in results[tool]) for tool in results}
        ours, apart = best["plimsoll"], best["trivy packages"] + best["trivy secrets"]
        print(f"\n{size} MB, {form} ({bytes / 1e6:.0f} MB): times as long as packages and secrets by Plimsoll: the same by "
              f"trivy in one run {best['trivy both'] / ours:.2f}, in two {apart / ours:.2f}; packages alone by trivy "
              f"{best['trivy packages'] / ours:.2f}, by syft {best['syft'] / ours:.2f}")
        print(f"  {'':<16}{'best':>8}{'median':>8}{'cpu':>8}{'MiB':>8}{'packages':>10}{'secrets':>9}")
        found = {}
        for tool in results:
            answer = folder / f"{size}-{form}-{tool.replace(' ', '-')}.json"
            # Plimsoll without half of its work is only timed.
            found[tool] = ((), ()) if tool.startswith("without") else told(tool, answer)
            seconds = [r[0] for r in results[tool]]
            print(f"  {tool:<16}{min(seconds):>8.2f}{statistics.median(seconds):>8.2f}"
                  f"{min(r[1] for r in results[tool]):>8.2f}{max(r[2] for r in results[tool]):>8.0f}"
                  f"{len(found[tool][0]):>10}{len(found[tool][1]):>9}", flush=True)
        packages, secrets = found["plimsoll"]
        by_place, by_name = collections.defaultdict(list), collections.defaultdict(list)
        for package, places in packages.items():
            by_name[package[:2]].append(package)
            for place in places:
                by_place[place].append(package)
        for tool in ["syft", "trivy packages"]:
            for package in sorted(found[tool][0].keys() - packages.keys()):
                places = found[tool][0][package]
                why = reason(package, places, packages, by_place, by_name)
                where = f" ({', '.join(sorted(places)[:2])})" if places else ""
                differences.append((size, form, tool, " ".join(package) + where, why))
        ours_at = collections.defaultdict(list)
        for (place, line), kind in secrets.items():
            ours_at[place].append((line, kind))
        for (place, line), kind in sorted(found["trivy secrets"][1].items()):
            if not any(abs((other or 0) - line) <= 2 for other, _ in ours_at[place]):
                differences.append((size, form, "trivy secrets", f"{kind} {place}:{line}", None))

report = folder / "differences.txt"
report.write_text("".join(
    f"{size} MB {form}: {tool}: {what}: {why or 'NO REASON'}\n" for size, form, tool, what, why in differences))
print(f"\n{len(differences)} told by a peer and not by Plimsoll, all in {report}; without a reason:")
for tool, what in sorted({(tool, what) for _, _, tool, what, why in differences if not why}):
    print(f"  {tool}: {what}")
