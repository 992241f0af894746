import ShellSyntax

/// Names of programs, for the `commands` of rules.
enum PackagePrograms {
    static let apt = ["apt-get", "apt", "aptitude"]
    static let apk = ["apk"]
    static let rpm = ["yum", "dnf", "dnf5", "dnf-3", "microdnf", "tdnf", "zypper"]
    static let system = apt + apk + rpm + ["pacman"]
    /// `python -m pip` too.
    static let pip =
        ["pip", "pip2", "pip3", "python", "python2", "python3"] + (6...16).flatMap { ["pip3.\($0)", "python3.\($0)"] }
    static let python = pip + ["pipx", "uv", "uvx", "poetry", "pipenv", "pdm"]
    static let conda = ["conda", "mamba", "micromamba"]
    static let node = ["npm", "npx", "yarn", "yarnpkg", "pnpm", "bun", "corepack"]
    static let ruby = ["gem", "bundle", "bundler"]
    static let php = ["composer", "composer.phar"]
    static let java = ["mvn", "mvnw", "gradle", "gradlew"]
    static let language =
        python + conda + node + ruby + php + java + ["go", "cargo", "dotnet", "nuget", "luarocks", "cpanm", "cpan"]
    static let all = Set(system + language)
}

extension PackageVerb {
    /// Whether it changes what is installed, so that a person is asked.
    var changesPackages: Bool { [.install, .upgrade, .distUpgrade, .remove].contains(self) }
    /// Whether it needs the package index.
    var needsIndex: Bool { [.install, .upgrade, .distUpgrade, .download].contains(self) }
}

extension PackageCall {
    /// Whether it is only asked for what it would do, or for help.
    var isDryRun: Bool {
        hasFlag("--dry-run", "--simulate", "--just-print", "--no-act", "--print-uris", "--assumeno", "--help", "-h")
            || manager.isApt && hasFlag("-s")
    }

    /// Whether a variable stands among its words unquoted and may hold options.
    var mayHaveHiddenOptions: Bool {
        arguments.contains { word in
            word.isSplit
                && word.variables.contains { name in
                    ["OPT", "ARG", "FLAG"].contains { name.uppercased().contains($0) }
                }
        }
    }
}
