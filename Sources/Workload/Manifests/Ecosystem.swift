/// A package manager, as far as manifests, lock files and installers differ.
package enum Ecosystem: String, Sendable, Hashable, CaseIterable {
    case npm, yarn, pnpm, bun
    case pip, pipenv, poetry, uv, pdm, conda
    case maven, gradle
    case go, cargo, bundler, composer, dotnet, swift, mix

    /// The language whose packages it installs: package names are comparable within one.
    package var language: PackageLanguage {
        switch self {
        case .npm, .yarn, .pnpm, .bun: .javascript
        case .pip, .pipenv, .poetry, .uv, .pdm, .conda: .python
        case .maven, .gradle: .java
        case .go: .go
        case .cargo: .rust
        case .bundler: .ruby
        case .composer: .php
        case .dotnet: .dotnet
        case .swift: .swift
        case .mix: .elixir
        }
    }

    /// The names of its lock files, the preferred one first. Empty when it has none (Maven).
    package var lockNames: [String] {
        switch self {
        case .npm: ["package-lock.json", "npm-shrinkwrap.json"]
        case .yarn: ["yarn.lock"]
        case .pnpm: ["pnpm-lock.yaml"]
        case .bun: ["bun.lock", "bun.lockb"]
        case .pip: ["pylock.toml"]
        case .pipenv: ["Pipfile.lock"]
        case .poetry: ["poetry.lock"]
        case .uv: ["uv.lock"]
        case .pdm: ["pdm.lock"]
        case .conda: ["conda-lock.yml"]
        case .maven: []
        case .gradle: ["gradle.lockfile", "buildscript-gradle.lockfile"]
        case .go: ["go.sum"]
        case .cargo: ["Cargo.lock"]
        case .bundler: ["Gemfile.lock", "gems.locked"]
        case .composer: ["composer.lock"]
        case .dotnet: ["packages.lock.json"]
        case .swift: ["Package.resolved"]
        case .mix: ["mix.lock"]
        }
    }
}

/// A language with packages of its own.
package enum PackageLanguage: String, Sendable, Hashable, CaseIterable {
    case javascript, python, java, go, rust, ruby, php, dotnet, swift, elixir
}
