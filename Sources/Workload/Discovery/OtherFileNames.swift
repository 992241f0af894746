/// Names of files that say something about a workload without building it.
enum OtherFileNames {
    static func contains(_ name: NameBytes) -> Bool {
        for exact in exactNames where exact.utf8CodeUnitCount == name.count && name.equals(exact) { return true }
        if name.hasSuffix(".sh") { return name.contains("entrypoint") }
        if name.hasSuffix(".conf") { return name.contains("nginx") || name.hasPrefix("supervisor") }
        if name.hasSuffix(".txt") || name.hasSuffix(".in") { return name.hasPrefix("requirements") }
        if name.hasSuffix(".csproj") || name.hasSuffix(".fsproj") || name.hasSuffix(".vbproj") { return true }
        if name.isYAML {
            return name.contains("buildspec") || name.contains("appspec") || name.hasSuffix(".gitlab-ci.yml")
        }
        if name.hasSuffix(".json") || name.hasSuffix(".jsonnet") { return isTaskDefinition(name) || isDelivery(name) }
        if name.hasSuffix(".sln") || name.hasSuffix(".gradle.kts") { return true }
        return name.hasPrefix("entrypoint") || name.equals("docker-entrypoint")
    }

    /// `task-definition.json`, `taskdef.json`, `ecs-task-def.json`, ecspresso's `ecs-service-def.json`.
    private static func isTaskDefinition(_ name: NameBytes) -> Bool {
        name.contains("task-def") || name.contains("taskdef") || name.contains("task_def") || name.contains("ecs-task")
            || name.contains("service-def") || name.contains("containerdef") || name.contains("container-def")
            || name.contains("container_def")
    }

    /// `appspec.json`, `imagedefinitions.json`, `imageDetail.json`, `codepipeline.json`.
    private static func isDelivery(_ name: NameBytes) -> Bool {
        name.contains("appspec") || name.contains("imagedef") || name.contains("imagedetail")
            || name.contains("pipeline") || name.contains("buildspec")
    }

    private static let exactNames: [StaticString] = [
        "package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml",
        "pnpm-workspace.yaml",
        "bun.lockb", "bun.lock", "deno.json", "deno.lock", "go.mod", "go.sum", "go.work", "pom.xml", "build.gradle",
        "gradle.lockfile", "packages.lock.json", "directory.packages.props", "global.json", "pyproject.toml", "pipfile",
        "pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock", "setup.py", "setup.cfg", "environment.yml", "cargo.toml",
        "cargo.lock", "gemfile", "gemfile.lock", "composer.json", "composer.lock", "package.swift", "package.resolved",
        "mix.exs", "mix.lock", "build.sbt", "plimsoll.yml", "plimsoll.yaml", ".plimsoll.yml", "renovate.json",
        "renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5", ".pre-commit-config.yaml",
        ".pre-commit-config.yml", "action.yml", "action.yaml", ".gitlab-ci.yml", "jenkinsfile", ".dockerignore",
        ".containerignore", ".trivyignore", ".hadolint.yaml", "skaffold.yaml", "copilot.yml", "ecspresso.yml",
        "ecspresso.yaml", "ecspresso.jsonnet", "procfile", "azure-pipelines.yml", "bitbucket-pipelines.yml",
        "cloudbuild.yaml", "catalog-info.yaml", ".tool-versions", ".nvmrc", ".python-version", ".ruby-version",
    ]

    /// Names that count only in certain folders: pipelines and what keeps dependencies up to date.
    static func counts(_ name: String, in folder: String) -> Bool {
        guard folder.utf8.last != nil,
            folder.hasSuffix(".github") || folder.hasSuffix(".github/workflows") || folder.hasSuffix(".gitlab")
                || folder.hasSuffix(".circleci") || folder.hasSuffix(".buildkite")
        else { return false }
        return name.hasSuffix(".yml") || name.hasSuffix(".yaml")
            || (name.hasPrefix("renovate.json") && folder.hasSuffix(".github"))
    }
}

/// Folders that are not entered.
enum SkippedFolders {
    /// `siblings` tells whether a name stands beside the folder.
    static func contains(_ name: String, hasSibling: (String) -> Bool) -> Bool {
        switch name {
        case ".git", ".hg", ".svn", ".jj", "node_modules", "bower_components", ".venv", "venv", ".tox", ".nox",
            "__pycache__", ".terraform", ".terragrunt-cache", ".build", ".gradle", ".direnv":
            true
        // Go's and PHP's copies of packages; a folder of that name elsewhere may well be one's own.
        case "vendor": hasSibling("go.mod") || hasSibling("composer.json") || hasSibling("go.work")
        default: false
        }
    }
}
