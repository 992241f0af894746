extension PackageSpec {
    /// From the command references of each tool.
    static let languages: [(names: [String], spec: PackageSpec)] = [
        (
            ["gem"],
            PackageSpec(
                manager: .gem, syntax: .colon,
                taking: [
                    "-v", "--version", "-i", "--install-dir", "-n", "--bindir", "-s", "--source", "-p", "--http-proxy",
                    "-P", "--trust-policy", "--platform", "--document",
                ],
                verbs: [
                    "install": .install, "update": .upgrade, "uninstall": .remove, "cleanup": .clean, "build": .build,
                    "push": .publish, "fetch": .download,
                ],
                versionOptions: ["-v", "--version"])
        ),
        (
            ["bundle", "bundler"],
            PackageSpec(
                manager: .bundle, syntax: .colon,
                taking: ["--gemfile", "--path", "--without", "--with", "--jobs", "-j", "--retry", "--binstubs"],
                verbs: [
                    "install": .sync, "check": .other("check"), "add": .install, "update": .upgrade, "remove": .remove,
                    "clean": .clean, "exec": .run, "package": .download, "cache": .download,
                ],
                bare: .sync)
        ),
        (
            ["composer", "composer.phar"],
            PackageSpec(
                manager: .composer, syntax: .colon, taking: ["-d", "--working-dir", "--ignore-platform-req"],
                verbs: [
                    "install": .sync, "i": .sync, "require": .install, "r": .install, "global require": .install,
                    "create-project": .install, "update": .upgrade, "u": .upgrade, "upgrade": .upgrade,
                    "remove": .remove, "clear-cache": .clean, "clearcache": .clean, "cc": .clean, "run-script": .run,
                ],
                groups: ["global"])
        ),
        (
            ["go"],
            PackageSpec(
                manager: .go, syntax: .at, style: .singleDash,
                taking: [
                    "-o", "-ldflags", "-gcflags", "-asmflags", "-tags", "-mod", "-p", "-C", "-buildmode",
                    "-coverprofile",
                    "-run", "-count", "-timeout", "-pkgdir", "-modfile", "-exec", "-toolexec",
                ],
                verbs: [
                    "install": .install, "get": .install, "mod download": .download, "mod vendor": .download,
                    "build": .build, "test": .test, "run": .run, "clean": .clean,
                ],
                groups: ["mod", "work", "tool"])
        ),
        (
            ["cargo"],
            PackageSpec(
                manager: .cargo, syntax: .at,
                taking: [
                    "--version", "--vers", "--git", "--branch", "--tag", "--rev", "--path", "--root", "--features",
                    "-F",
                    "--target", "--profile", "--registry", "--index", "-j", "--jobs", "--bin", "--manifest-path", "-p",
                    "--package", "-Z", "--config", "--target-dir", "--recipe-path", "--example", "--color",
                ],
                verbs: [
                    "install": .install, "add": .install, "binstall": .install, "build": .build, "b": .build,
                    "fetch": .download, "vendor": .download, "update": .upgrade, "remove": .remove,
                    "uninstall": .remove,
                    "chef cook": .build, "run": .run, "r": .run, "test": .test, "t": .test, "publish": .publish,
                    "clean": .clean,
                ],
                groups: ["chef"], versionOptions: ["--version", "--vers"])
        ),
        (
            ["dotnet"],
            PackageSpec(
                manager: .dotnet, syntax: .at, style: .singleDash,
                taking: [
                    "-c", "--configuration", "-o", "--output", "-r", "--runtime", "-f", "--framework", "-v",
                    "--verbosity", "--version", "-s", "--source", "--tool-path", "--add-source", "--configfile", "-a",
                    "--arch", "--os", "--project", "--packages",
                ],
                verbs: [
                    "restore": .sync, "build": .build, "publish": .build, "pack": .build, "msbuild": .build,
                    "test": .test, "run": .run, "clean": .clean, "tool install": .install, "tool restore": .sync,
                    "tool update": .upgrade, "workload install": .install, "workload restore": .sync,
                    "add package": .install, "nuget push": .publish, "nuget locals": .clean, "package add": .install,
                ],
                groups: ["tool", "workload", "add", "nuget", "package", "dev-certs"],
                versionOptions: ["--version", "-v"])
        ),
        (
            ["nuget", "nuget.exe"],
            PackageSpec(
                manager: .nuget, style: .singleDash,
                taking: ["-Version", "-Source", "-OutputDirectory", "-ConfigFile", "-PackagesDirectory", "-Verbosity"],
                verbs: ["restore": .sync, "install": .install, "update": .upgrade, "push": .publish, "locals": .clean],
                versionOptions: ["-Version"])
        ),
        (
            ["mvn", "mvnw", "mvnd"],
            PackageSpec(
                manager: .mvn, form: .goals, style: .singleDash,
                taking: [
                    "-f", "--file", "-pl", "--projects", "-P", "--activate-profiles", "-s", "--settings", "-gs", "-T",
                    "--threads", "-D", "--define", "-l", "--log-file", "-rf",
                ],
                verbs: [
                    "deploy": .publish, "package": .build, "install": .build, "verify": .build, "compile": .build,
                    "spring-boot:build-image": .build, "test": .test, "dependency:go-offline": .download,
                    "dependency:resolve": .download, "dependency:resolve-plugins": .download, "clean": .clean,
                    "spring-boot:run": .run, "quarkus:dev": .run,
                ])
        ),
        (
            ["gradle", "gradlew"],
            PackageSpec(
                manager: .gradle, form: .goals, style: .singleDash,
                taking: [
                    "-p", "--project-dir", "-x", "--exclude-task", "-b", "--build-file", "-c", "--settings-file", "-g",
                    "--gradle-user-home", "-I", "--init-script", "--max-workers", "--console",
                ],
                verbs: [
                    "publish": .publish, "build": .build, "assemble": .build, "bootJar": .build, "shadowJar": .build,
                    "jar": .build, "war": .build, "installDist": .build, "distTar": .build, "test": .test,
                    "check": .test,
                    "dependencies": .download, "bootRun": .run, "run": .run, "clean": .clean,
                ])
        ),
        (
            ["swift"],
            PackageSpec(
                manager: .swift, style: .singleDash,
                taking: [
                    "-c", "--configuration", "--package-path", "--product", "--target", "--scratch-path",
                    "--build-path",
                    "-Xswiftc", "-Xcc", "-Xlinker", "-Xcxx", "-j", "--jobs", "--triple", "--swift-sdk", "--sanitize",
                ],
                verbs: [
                    "build": .build, "test": .test, "run": .run, "package resolve": .sync, "package update": .upgrade,
                    "package clean": .clean, "package purge-cache": .clean,
                ],
                groups: ["package", "sdk"])
        ),
        (
            ["sbt"],
            PackageSpec(
                manager: .sbt, form: .goals, style: .singleDash, taking: ["-mem", "-jvm-debug", "-sbt-version"],
                verbs: [
                    "publish": .publish, "assembly": .build, "compile": .build, "package": .build, "stage": .build,
                    "dist": .build, "Universal/stage": .build, "Docker/stage": .build, "test": .test,
                    "update": .download,
                    "run": .run, "clean": .clean,
                ])
        ),
        (["cpan"], PackageSpec(manager: .cpan, form: .implied(.install), syntax: .at, taking: ["-j", "-l"])),
        (
            ["cpanm"],
            PackageSpec(
                manager: .cpanm, form: .implied(.install), syntax: .at,
                taking: [
                    "-L", "-l", "--local-lib", "--local-lib-contained", "--mirror", "--with-feature",
                    "--configure-args",
                ])
        ),
        (
            ["luarocks"],
            PackageSpec(
                manager: .luarocks,
                taking: [
                    "--tree", "--server", "--only-server", "--lua-version", "--lua-dir", "--only-sources", "--timeout",
                ],
                verbs: [
                    "install": .install, "build": .install, "make": .build, "remove": .remove, "purge": .remove,
                    "download": .download, "upload": .publish,
                ])
        ),
    ]
}
