extension PackageSpec {
    private static let pipOptions: Set<String> = [
        "-r", "--requirement", "--requirements", "-c", "--constraint", "--constraints", "-e", "--editable", "-t",
        "--target", "-i", "--index-url", "--extra-index-url", "-f", "--find-links", "--prefix", "--root", "--src",
        "--platform", "--python-version", "--implementation", "--abi", "--no-binary", "--only-binary",
        "--progress-bar", "--global-option", "--config-settings", "-C", "--cache-dir", "--timeout", "--retries",
        "--trusted-host", "--proxy", "--cert", "--client-cert", "--log", "--exists-action", "--build-option",
        "--upgrade-strategy", "--report", "--use-feature", "--use-deprecated", "--python", "-d", "--dest", "-w",
        "--wheel-dir", "--keyring-provider", "--group", "--index", "--default-index", "-p", "--extra",
        "--override", "--overrides", "--link-mode", "--resolution", "--project", "--directory", "--with", "--from",
        "--with-requirements", "--package", "--no-group", "--only-group", "--index-strategy", "--allow-insecure-host",
        "--no-install-package", "--exclude-newer", "--config-file", "--refresh-package", "--upgrade-package", "-P",
        "--output-file", "-o", "--out-dir",
    ]

    /// From the references of pip, pipx, uv, Poetry, Pipenv, PDM and conda.
    static let python: [(names: [String], spec: PackageSpec)] = [
        (
            ["pip", "pip2", "pip3"],
            PackageSpec(
                manager: .pip, syntax: .python, taking: pipOptions,
                verbs: [
                    "install": .install, "uninstall": .remove, "download": .download, "wheel": .build,
                    "cache purge": .clean, "cache remove": .clean,
                ],
                groups: ["cache", "config", "index"], requirementOptions: ["-r", "--requirement"])
        ),
        (
            ["pipx"],
            PackageSpec(
                manager: .pipx, syntax: .python,
                taking: ["--python", "--pip-args", "-i", "--index-url", "--suffix", "--preinstall", "--spec"],
                verbs: [
                    "install": .install, "inject": .install, "upgrade": .upgrade, "upgrade-all": .upgrade,
                    "uninstall": .remove, "run": .run,
                ])
        ),
        (
            ["uv"],
            PackageSpec(
                manager: .uv, syntax: .python, taking: pipOptions,
                verbs: [
                    "pip install": .install, "pip sync": .sync, "pip uninstall": .remove, "add": .install,
                    "remove": .remove, "sync": .sync, "run": .run, "build": .build, "publish": .publish,
                    "tool install": .install, "tool run": .run, "tool upgrade": .upgrade, "cache clean": .clean,
                    "cache prune": .clean, "pip compile": .other("pip compile"),
                ],
                groups: ["pip", "tool", "cache", "python", "self"],
                requirementOptions: ["-r", "--requirement", "--requirements", "--with-requirements"])
        ),
        (["uvx"], PackageSpec(manager: .uv, form: .implied(.run), syntax: .python, taking: pipOptions)),
        (
            ["poetry"],
            PackageSpec(
                manager: .poetry, syntax: .python,
                taking: [
                    "-C", "--directory", "-P", "--project", "-E", "--extras", "--with", "--without", "--only", "-G",
                    "--group", "--source", "-f", "--format", "-o", "--output", "-r", "--repository",
                ],
                verbs: [
                    "install": .sync, "sync": .sync, "add": .install, "update": .upgrade, "remove": .remove,
                    "build": .build, "publish": .publish, "run": .run, "cache clear": .clean,
                    "self add": .install, "self update": .upgrade,
                ],
                groups: ["cache", "self", "env"])
        ),
        (
            ["pipenv"],
            PackageSpec(
                manager: .pipenv, syntax: .python,
                taking: [
                    "-r", "--requirements", "-e", "--editable", "-i", "--index", "--python", "--pypi-mirror",
                    "--extra-pip-args", "--categories",
                ],
                verbs: [
                    "install": .install, "sync": .sync, "update": .upgrade, "upgrade": .upgrade, "uninstall": .remove,
                    "clean": .clean, "run": .run,
                ],
                requirementOptions: ["-r", "--requirements"])
        ),
        (
            ["pdm"],
            PackageSpec(
                manager: .pdm, syntax: .python,
                taking: ["-G", "--group", "-p", "--project", "-L", "--lockfile", "-e", "--editable", "-d", "--dest"],
                verbs: [
                    "install": .sync, "sync": .sync, "add": .install, "update": .upgrade, "remove": .remove,
                    "build": .build, "publish": .publish, "run": .run, "cache clear": .clean,
                ],
                groups: ["cache"])
        ),
        (["conda"], conda(.conda)), (["mamba"], conda(.mamba)), (["micromamba"], conda(.micromamba)),
    ]

    private static func conda(_ manager: PackageManager) -> PackageSpec {
        PackageSpec(
            manager: manager, syntax: .conda,
            taking: [
                "-c", "--channel", "-n", "--name", "-p", "--prefix", "-f", "--file", "--solver", "--platform",
                "--subdir", "-r", "--root-prefix", "--rc-file",
            ],
            verbs: [
                "install": .install, "create": .install, "env create": .sync, "env update": .sync,
                "update": .upgrade, "upgrade": .upgrade, "remove": .remove, "uninstall": .remove, "clean": .clean,
                "run": .run,
            ],
            groups: ["env", "config"], requirementOptions: ["-f", "--file"])
    }
}
