import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct DevelopmentDependenciesInstalled: Rule {
    static let about = About(
        id: "DF321", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Development dependencies in the final image", ja: "最終イメージに開発用の依存関係が入る"),
        why: Text(
            en: "Test runners, compilers and type definitions ship with the application: more to pull, more to patch.",
            ja: "テストツール、コンパイラ、型定義などが本番のイメージに入り、取得するサイズも脆弱性対応の対象も増えます。"),
        remedy: Text(
            en: "Install without them in the final stage; build and test in another stage.",
            ja: "最終ステージでは開発用を除いてインストールし、ビルドとテストは別のステージで行ってください。"),
        message: Text(
            en: "`{command}` installs development dependencies too", ja: "`{command}` は開発用の依存関係もインストールします"),
        proof: Text(en: "development dependencies are left out", ja: "開発用の依存関係を除外しています"),
        links: [
            "https://docs.npmjs.com/cli/commands/npm-ci", "https://getcomposer.org/doc/03-cli.md#install-i",
            "https://python-poetry.org/docs/cli/#install",
        ],
        answers: ["COST_03.no-dev-dependencies"],
        yieldsTo: ["WL506"],
        fails: [
            "FROM node:22\nCOPY . .\nRUN npm ⟦ci⟧\nCMD [\"node\", \"server.js\"]",
            "FROM node:22\nCOPY . .\nRUN ⟦yarn⟧ --frozen-lockfile",
            "FROM php:8.4-fpm\nCOPY . .\nRUN composer ⟦install⟧ --no-interaction",
            "FROM python:3.13\nCOPY . .\nRUN poetry ⟦install⟧", "FROM python:3.13\nCOPY . .\nRUN uv ⟦sync⟧ --locked",
            "FROM python:3.13\nCOPY . .\nRUN pipenv ⟦install⟧ --dev --system",
        ],
        passes: [
            "FROM node:22 AS build\nCOPY . .\nRUN npm ci && npm run build\nFROM nginx:1.29",
            "FROM node:22\nENV NODE_ENV=production\nCOPY . .\nRUN npm ci",
            "FROM node:22\nCOPY . .\nRUN npm ci && npm run build && npm prune --omit=dev",
            "FROM node:22\nCOPY . .\nRUN NODE_ENV=production npm ci",
            "FROM registry.example.com/node:22\nCOPY . .\nRUN npm ci",
            "FROM python:3.13\nCOPY . .\nRUN pipenv install --system --deploy",
            "FROM ruby:3.4\nENV BUNDLE_WITHOUT=development:test\nRUN bundle install",
        ],
        proves: [
            "FROM node:22\nCOPY . .\nRUN npm ⟦ci⟧ --omit=dev",
            "FROM node:22\nCOPY . .\nRUN pnpm ⟦install⟧ -P --frozen-lockfile",
            "FROM php:8.4-fpm\nCOPY . .\nRUN composer ⟦install⟧ --no-dev",
            "FROM python:3.13\nCOPY . .\nRUN poetry ⟦install⟧ --only main",
            "FROM node:22 AS deps\nRUN npm ⟦ci⟧ --only=production\nFROM deps",
        ],
        fixes: [
            ("FROM node:22\nCOPY . .\nRUN npm ci", "FROM node:22\nCOPY . .\nRUN npm ci --omit=dev"),
            (
                "FROM php:8.4-fpm\nCOPY . .\nRUN composer install",
                "FROM php:8.4-fpm\nCOPY . .\nRUN composer install --no-dev"
            ),
        ]
    )

    static let commands =
        PackagePrograms.node + PackagePrograms.ruby + PackagePrograms.php + ["poetry", "pipenv", "uv", "pdm"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.installsProject, run.isInLastStage, !call.isDryRun else { return }
        let place = run.place(call.verbRange)
        if leavesOut(call) {
            report.holds(at: place)
            return
        }
        guard includes(call), !isConfigured(call, run), !isPrunedLater(call, run), !call.mayHaveHiddenOptions else {
            return
        }
        guard run.hasKnownBase else {
            report.unsure(
                at: place,
                because: Text(
                    en: "the base image may set the environment to production", ja: "ベースイメージが本番用の環境変数を設定している可能性があります"))
            return
        }
        let command = call.rawVerb.isEmpty ? call.manager.rawValue : "\(call.manager.rawValue) \(call.rawVerb)"
        report.fault(
            at: place, ["command": command], fix: Self.option(call).map { Fix(.ask, [run.adding($0, to: call)]) })
    }

    /// Whether a call installs development dependencies that nothing takes away later, in whatever stage.
    func takesDevelopment(_ call: PackageCall, _ run: RunCommand) -> Bool {
        call.installsProject && !call.isDryRun && !leavesOut(call) && includes(call) && !isConfigured(call, run)
            && !isPrunedLater(call, run) && !call.mayHaveHiddenOptions && run.hasKnownBase
    }

    func leavesOut(_ call: PackageCall) -> Bool {
        if call.hasFlag("--production", "--prod", "--no-dev", "--only-production") { return true }
        if call.options.values("--omit").contains("dev") { return true }
        if call.options.values("--only").contains(where: { $0.hasPrefix("prod") || $0 == "main" }) { return true }
        switch call.manager {
        case .pnpm: return call.hasFlag("-P")
        case .bun: return call.hasFlag("-p")
        case .bundle, .poetry: return call.hasFlag("--without")
        case .uv: return call.hasFlag("--no-default-groups", "--only-group", "--no-group")
        default: return call.rawVerb == "workspaces focus"
        }
    }

    /// Whether it takes development dependencies unless told otherwise.
    private func includes(_ call: PackageCall) -> Bool {
        call.manager == .pipenv ? call.hasFlag("--dev", "-d") : true
    }

    private func isConfigured(_ call: PackageCall, _ run: RunCommand) -> Bool {
        switch call.manager {
        case .npm, .yarn, .pnpm, .bun:
            // A value that cannot be told may be production.
            if let value = run.setting("NODE_ENV"), value == "production" || value.isEmpty || value.contains("$") {
                return true
            }
            return [
                "NPM_CONFIG_PRODUCTION", "npm_config_production", "NPM_CONFIG_OMIT", "npm_config_omit",
                "NPM_CONFIG_ONLY",
            ]
            .contains { run.setting($0) != nil }
        case .composer: return run.isOn("COMPOSER_NO_DEV")
        case .bundle:
            return run.setting("BUNDLE_WITHOUT") != nil || run.setting("BUNDLE_ONLY") != nil
                || run.fileMentions("without")
        case .uv: return run.isOn("UV_NO_DEV") || run.setting("UV_NO_GROUP") != nil
        case .poetry: return run.setting("POETRY_WITHOUT") != nil || call.hasFlag("--no-dev")
        default: return false
        }
    }

    private func isPrunedLater(_ call: PackageCall, _ run: RunCommand) -> Bool {
        let later = run.calls.filter { $0.commandIndex > call.commandIndex }
        let after = run.file.instructions.dropFirst(run.index + 1).flatMap { $0.script?.shell.packageCalls ?? [] }
        return (later + after).contains { $0.manager == call.manager && ($0.rawVerb == "prune" || leavesOut($0)) }
    }

    /// The option that leaves them out.
    static func option(_ call: PackageCall) -> String? {
        switch call.manager {
        case .npm: "--omit=dev"
        case .pnpm: "--prod"
        case .bun: "--production"
        case .composer, .uv: "--no-dev"
        case .poetry: "--only main"
        default: nil
        }
    }
}
