extension PackageSpec {
    /// From apt-get(8), apk(8), dnf(8), zypper(8), pacman(8), dpkg(1) and rpm(8).
    static let system: [(names: [String], spec: PackageSpec)] = [
        (["apt-get"], debian(.aptGet)), (["apt"], debian(.apt)), (["aptitude"], debian(.aptitude)),
        (["apk"], alpine),
        (["yum"], fedora(.yum)), (["dnf", "dnf5", "dnf-3"], fedora(.dnf)), (["microdnf"], fedora(.microdnf)),
        (["tdnf"], fedora(.tdnf)),
        (["zypper"], suse),
        (
            ["pacman"],
            PackageSpec(
                manager: .pacman, form: .flags,
                taking: [
                    "-b", "--dbpath", "-r", "--root", "--cachedir", "--config", "--arch", "--ignore", "--overwrite",
                ])
        ),
        (["dpkg"], PackageSpec(manager: .dpkg, form: .flags, syntax: .debian, taking: ["--root", "--admindir"])),
        (["rpm"], PackageSpec(manager: .rpm, form: .flags, syntax: .rpm, taking: ["--root", "--prefix", "--dbpath"])),
    ]

    private static func debian(_ manager: PackageManager) -> PackageSpec {
        PackageSpec(
            manager: manager, syntax: .debian,
            taking: [
                "-t", "--target-release", "--default-release", "-o", "--option", "-c", "--config-file", "-a",
                "--host-architecture", "-P", "--build-profiles",
            ],
            verbs: [
                "install": .install, "reinstall": .install, "satisfy": .install, "build-dep": .install,
                "update": .update, "upgrade": .upgrade, "safe-upgrade": .upgrade, "dist-upgrade": .distUpgrade,
                "full-upgrade": .distUpgrade, "remove": .remove, "purge": .remove, "autoremove": .remove,
                "autopurge": .remove, "clean": .clean, "autoclean": .clean, "distclean": .clean,
                "download": .download, "source": .download,
            ])
    }

    private static let alpine = PackageSpec(
        manager: .apk, syntax: .alpine,
        taking: [
            "-t", "--virtual", "-X", "--repository", "-p", "--root", "--keys-dir", "--repositories-file", "--cache-dir",
            "--cache-max-age", "--arch", "--wait", "--progress-fd",
        ],
        verbs: [
            "add": .install, "update": .update, "upgrade": .upgrade, "del": .remove, "cache": .clean,
            "fetch": .download,
        ])

    private static func fedora(_ manager: PackageManager) -> PackageSpec {
        PackageSpec(
            manager: manager, syntax: .rpm,
            taking: [
                "-c", "--config", "-R", "--randomwait", "-d", "--debuglevel", "-e", "--errorlevel", "-x", "--exclude",
                "--enablerepo", "--disablerepo", "--installroot", "--releasever", "--setopt", "--repo", "--repoid",
                "--repofrompath", "--forcearch", "--downloaddir", "--destdir", "--disableplugin", "--enableplugin",
                "--advisory", "--rpmverbosity", "--comment",
            ],
            verbs: [
                "install": .install, "localinstall": .install, "reinstall": .install, "groupinstall": .install,
                "group install": .install, "module install": .install, "downgrade": .install,
                "makecache": .update, "check-update": .update,
                "update": .upgrade, "upgrade": .upgrade, "update-minimal": .upgrade, "upgrade-minimal": .upgrade,
                "distro-sync": .distUpgrade, "distribution-synchronization": .distUpgrade,
                "remove": .remove, "erase": .remove, "autoremove": .remove, "clean": .clean, "download": .download,
                "builddep": .install,
            ],
            groups: ["group", "module"])
    }

    private static let suse = PackageSpec(
        manager: .zypper,
        taking: [
            "-R", "--root", "-c", "--config", "-D", "--reposd-dir", "-C", "--cache-dir", "--raw-cache-dir",
            "--installroot", "-r", "--repo", "--from", "-t", "--type", "--releasever",
        ],
        verbs: [
            "install": .install, "in": .install, "refresh": .update, "ref": .update, "update": .upgrade,
            "up": .upgrade, "patch": .upgrade, "dist-upgrade": .distUpgrade, "dup": .distUpgrade,
            "remove": .remove, "rm": .remove, "clean": .clean, "cc": .clean, "install-new-recommends": .install,
            "download": .download,
        ])
}
