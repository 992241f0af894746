import Basics
import RuleKit
import ShellSyntax

struct DependenciesUpdatedInBuild: Rule {
    static let about = About(
        id: "DF320", since: "0.1", severity: .medium,
        title: Text(en: "Dependencies are updated in the build", ja: "ビルド中に依存関係を更新している"),
        why: Text(
            en:
                "The lock file is passed over: the image holds versions that were never tested together, others each time.",
            ja: "ロックファイルが無視され、一緒にテストしたことのない組み合わせがビルドのたびに入ります。"),
        remedy: Text(
            en: "Update where the tests run and commit the lock file; in the build only install from it.",
            ja: "更新はテストできる場所で行ってロックファイルをコミットし、ビルドではロックファイルからのインストールだけにしてください。"),
        message: Text(
            en: "`{command}` resolves new versions in the build", ja: "`{command}` がビルド中に新しいバージョンを解決します"),
        links: ["https://12factor.net/dependencies"],
        answers: ["12F_02.strict", "PERF_03.lock-files"],
        fails: [
            "FROM composer:2\nCOPY . .\nRUN ⟦composer update⟧ --no-dev",
            "FROM node:22\nCOPY . .\nRUN ⟦npm update⟧ && npm run build",
            "FROM ruby:3.4\nCOPY . .\nRUN ⟦bundle update⟧",
            "FROM rust:1.90\nCOPY . .\nRUN ⟦cargo update⟧ && cargo build",
            "FROM python:3.13\nCOPY . .\nRUN ⟦poetry update⟧", "FROM golang:1.26\nCOPY . .\nRUN ⟦go get⟧ -u ./...",
            "FROM python:3.13\nCOPY . .\nRUN ⟦poetry lock⟧ && poetry install",
        ],
        passes: [
            "FROM node:22\nRUN npm update -g npm", "FROM ruby:3.4\nRUN bundle update --bundler",
            "FROM rust:1.90\nRUN cargo update -p time --precise 0.3.36", "FROM python:3.13\nRUN poetry lock --check",
            "FROM composer:2\nRUN composer install", "FROM node:22\nRUN npm run update",
            "FROM python:3.13\nRUN poetry self update 2.1.1", "FROM python:3.13\nRUN uv lock --check",
            "FROM composer:2 AS dev\nRUN composer update\nFROM php:8.4",
        ],
        fixes: [
            (
                "FROM composer:2\nCOPY . .\nRUN composer update --no-dev",
                "FROM composer:2\nCOPY . .\nRUN composer install --no-dev"
            )
        ]
    )

    static let commands =
        ["composer", "composer.phar", "npm", "yarn", "pnpm", "bun", "bundle", "bundler", "cargo", "go"]
        + ["poetry", "pipenv", "pdm", "uv"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, run.isNeeded, updates(call), !call.isDryRun,
            !call.hasFlag(
                "-g", "--global", "--bundler", "--precise", "--check", "--locked", "--frozen", "--offline",
                "--no-update")
        else { return }
        let name = call.manager.rawValue
        let place = run.place(call.range.lowerBound..<max(call.verbRange.upperBound, call.range.lowerBound))
        report.fault(
            at: place, ["command": call.manager == .go ? "go get -u" : "\(name) \(call.rawVerb)"],
            fix: fix(call, run))
    }

    /// The command that takes the lock file as it is.
    private func fix(_ call: PackageCall, _ run: RunCommand) -> Fix? {
        guard [.composer, .bundle].contains(call.manager), call.rawVerb == "update", call.packages.isEmpty,
            call.arguments.isEmpty
        else { return nil }
        return .ask(
            run.place(call.verbRange), "install",
            note: Text(
                en: "Update where you develop, and commit the lock file; it must be among the copied files.",
                ja: "更新は開発環境で行い、ロックファイルをコミットしてください。ロックファイルもコピーされている必要があります。"))
    }

    private func updates(_ call: PackageCall) -> Bool {
        switch call.manager {
        case .go: return call.rawVerb == "get" && call.hasFlag("-u", "-u=patch")
        case .poetry, .pipenv, .uv, .pdm:
            if call.rawVerb == "lock" { return true }
            return call.verb == .upgrade && (call.rawVerb == "update" || call.rawVerb == "upgrade")
        default: return call.verb == .upgrade && !call.rawVerb.hasPrefix("global") && !call.rawVerb.hasPrefix("self")
        }
    }
}
