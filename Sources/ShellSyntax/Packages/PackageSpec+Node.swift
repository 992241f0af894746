extension PackageSpec {
    /// From the command references of npm, Yarn (classic and later), pnpm, Corepack and Bun.
    static let node: [(names: [String], spec: PackageSpec)] = [
        (
            ["npm"],
            PackageSpec(
                manager: .npm, syntax: .at,
                taking: [
                    "--prefix", "-C", "--registry", "--cache", "--loglevel", "--omit", "--include", "--only", "--tag",
                    "-w", "--workspace", "--userconfig", "--globalconfig", "--otp", "--fetch-retries",
                    "--fetch-timeout",
                    "--maxsockets", "--install-strategy", "--cpu", "--os", "--libc", "--script-shell",
                ],
                verbs: [
                    "install": .install, "i": .install, "in": .install, "add": .install, "isntall": .install,
                    "ci": .sync, "clean-install": .sync, "ic": .sync, "install-ci-test": .sync, "cit": .sync,
                    "update": .upgrade, "up": .upgrade, "upgrade": .upgrade, "uninstall": .remove, "remove": .remove,
                    "rm": .remove, "un": .remove, "r": .remove, "prune": .remove, "cache clean": .clean,
                    "run": .run, "run-script": .run, "start": .run, "exec": .run, "x": .run, "test": .test, "t": .test,
                    "rebuild": .build, "pack": .build, "publish": .publish,
                ],
                groups: ["cache", "config"])
        ),
        (
            ["npx", "pnpx", "bunx"],
            PackageSpec(
                manager: .npx, form: .implied(.run), syntax: .at,
                taking: ["-p", "--package", "-w", "--workspace", "-c"])
        ),
        (
            ["yarn", "yarnpkg"],
            PackageSpec(
                manager: .yarn, syntax: .at,
                taking: [
                    "--cwd", "--registry", "--cache-folder", "--modules-folder", "--network-timeout",
                    "--network-concurrency", "--mutex", "--mode", "--global-folder",
                ],
                verbs: [
                    "install": .install, "add": .install, "global add": .install, "remove": .remove,
                    "global remove": .remove, "upgrade": .upgrade, "up": .upgrade, "global upgrade": .upgrade,
                    "cache clean": .clean, "workspaces focus": .sync, "run": .run, "start": .run, "dlx": .run,
                    "exec": .run, "test": .test, "pack": .build, "publish": .publish, "npm publish": .publish,
                ],
                groups: ["global", "cache", "workspaces", "npm", "config", "set"], bare: .install)
        ),
        (
            ["pnpm"],
            PackageSpec(
                manager: .pnpm, syntax: .at,
                taking: [
                    "-C", "--dir", "-F", "--filter", "--store-dir", "--registry", "--prefix", "--loglevel",
                    "--network-concurrency", "--child-concurrency", "--lockfile-dir", "--virtual-store-dir",
                ],
                verbs: [
                    "install": .install, "i": .install, "add": .install, "ci": .sync, "fetch": .download,
                    "update": .upgrade, "up": .upgrade, "upgrade": .upgrade, "remove": .remove, "rm": .remove,
                    "uninstall": .remove, "un": .remove, "prune": .remove, "store prune": .clean, "run": .run,
                    "start": .run, "exec": .run, "dlx": .run, "test": .test, "t": .test, "pack": .build,
                    "deploy": .build, "publish": .publish, "env use": .install,
                ],
                groups: ["store", "env", "config"])
        ),
        (
            ["corepack"],
            PackageSpec(
                manager: .corepack, syntax: .at, taking: ["--install-directory", "-o", "--output"],
                verbs: ["prepare": .install, "install": .install, "use": .install, "pack": .download])
        ),
        (
            ["bun"],
            PackageSpec(
                manager: .bun, syntax: .at,
                taking: ["--cwd", "--registry", "--backend", "--cache-dir", "-c", "--config"],
                verbs: [
                    "install": .install, "i": .install, "ci": .sync, "add": .install, "a": .install, "update": .upgrade,
                    "upgrade": .other("upgrade"), "remove": .remove, "rm": .remove, "pm cache": .clean, "run": .run,
                    "x": .run, "test": .test, "build": .build, "publish": .publish,
                ],
                groups: ["pm"])
        ),
    ]
}
