import Basics
import RuleKit
import ShellSyntax

struct UnpinnedLanguagePackage: Rule {
    static let about = About(
        id: "DF316", since: "0.1", severity: .medium,
        title: Text(en: "Package installed without a version", ja: "バージョン指定のないパッケージのインストール"),
        why: Text(
            en: """
                Every build takes the newest release, including one that breaks the application and one that an \
                attacker published an hour ago.
                """,
            ja: "ビルドのたびに最新版が入ります。アプリケーションを壊す版や、攻撃者が 1 時間前に公開した版でも同じです。"),
        remedy: Text(
            en: "Name the version that you tested, or list the package in a manifest with a lock file.",
            ja: "テスト済みのバージョンを指定するか、ロックファイル付きのマニフェストに記載してください。"),
        message: Text(en: "No fixed version: {packages}", ja: "バージョンが固定されていません: {packages}"),
        proof: Text(en: "every package has a version", ja: "すべてのパッケージのバージョンを指定しています"),
        links: [
            "https://12factor.net/dependencies", "https://pip.pypa.io/en/stable/topics/repeatable-installs/",
            "https://go.dev/ref/mod#go-install",
        ],
        aliases: ["DL3013", "DL3016", "DL3028", "DL3062"],
        differs: Text(
            en: """
                A bound such as `~=4.2` passes, and so do constraint files, local packages, pip's own tools (pip, \
                setuptools, wheel) and stages that no build needs. A moving tag such as `@latest` does not.
                """,
            ja:
                "`~=4.2` のような範囲指定、制約ファイル、ローカルのパッケージ、pip 自身のツール (pip、setuptools、wheel)、ビルドに不要なステージは対象外です。`@latest` のように動くタグは報告します。"
        ),
        answers: ["PERF_03.pinned-packages", "12F_02.pinned"],
        fails: [
            "FROM python:3.13\nRUN pip install --no-cache-dir ⟦flask⟧ gunicorn",
            "FROM python:3.13\nRUN python -m pip install 'requests==2.32.3' ⟦\"boto3[crt]\"⟧",
            "FROM node:22\nRUN npm install -g ⟦nodemon⟧", "FROM node:22\nRUN yarn global add ⟦serve@latest⟧",
            "FROM node:22\nRUN corepack prepare ⟦pnpm@latest⟧ --activate",
            "FROM golang:1.26\nRUN go install ⟦github.com/air-verse/air@latest⟧",
            "FROM ruby:3.4\nRUN gem install ⟦puma⟧", "FROM rust:1.90\nRUN cargo install --locked ⟦cargo-chef⟧",
            "FROM continuumio/miniconda3:25.1.1-0\nRUN conda install -y ⟦numpy⟧",
            "FROM mcr.microsoft.com/dotnet/sdk:9.0\nRUN dotnet tool install --global ⟦dotnet-ef⟧",
            "FROM python:3.13\nRUN pip install ⟦poetry⟧ && poetry install",
        ],
        passes: [
            "FROM python:3.13\nRUN pip install --upgrade pip setuptools wheel",
            "FROM python:3.13\nRUN pip install 'django~=4.2' 'celery>=5,<6'",
            "FROM python:3.13\nRUN pip install -c constraints.txt flask",
            "FROM python:3.13\nRUN pip install . -e ./lib wheels/*",
            "FROM python:3.13\nRUN pip install --no-index --find-links=/wheels app",
            "FROM python:3.13\nRUN pip install $PACKAGES",
            "FROM python:3.13\nENV PIP_CONSTRAINT=/c.txt\nRUN pip install flask",
            "FROM python:3.13 AS dev\nRUN pip install watchdog\nFROM python:3.13",
            "FROM golang:1.26\nRUN go install ./... && go install github.com/a/b",
            "FROM node:22\nRUN npm install -g ./tool.tgz",
            "FROM golang:1.26\nRUN go install github.com/a/b@1f2e3d4c5b6a",
            "FROM node:22\nRUN npm ci && npx prisma generate",
            "FROM rust:1.90\nRUN cargo install --path . --locked", "FROM node:22\nRUN npm install -g pm2@6",
            "FROM ruby:3.4\nRUN gem install bundler:2.6.2 && gem install rails -v 8.0.1",
        ],
        proves: [
            "FROM python:3.13\nRUN ⟦pip install flask==3.1.0 gunicorn==23.0.0⟧",
            "FROM golang:1.26\nRUN ⟦go install github.com/air-verse/air@v1.61.7⟧",
        ]
    )

    static let commands = PackagePrograms.language

    private static let ownTools: Set<String> = ["pip", "setuptools", "wheel"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, !call.manager.isSystem, run.isNeeded, !call.isDryRun,
            !isBound(call, run)
        else { return }
        let named = call.packages.filter { $0.kind == .registry }
        let loose = named.filter { isLoose($0, call) }
        if let first = loose.first {
            let names = loose.prefix(5).map { "`\($0.word.template)`" } + (loose.count > 5 ? ["…"] : [])
            report.fault(at: run.place(first.range), ["packages": names.joined(separator: ", ")])
        } else if !named.isEmpty, named.count == call.packages.count, named.allSatisfy(\.isPinned) {
            report.holds(at: run.place(call))
        }
    }

    /// Whether something else than the words decides the versions, or they are no packages of a registry.
    private func isBound(_ call: PackageCall, _ run: RunCommand) -> Bool {
        switch call.manager {
        case .pip, .pipx, .uv, .pipenv, .poetry, .pdm:
            return call.hasFlag(
                "-c", "--constraint", "--constraints", "--no-index", "--exclude-newer", "--uploaded-prior-to")
                || ["PIP_CONSTRAINT", "UV_CONSTRAINT", "PIP_NO_INDEX"].contains { run.setting($0) != nil }
        case .cargo: return call.hasFlag("--path", "--git")
        case .dotnet: return call.rawVerb.hasPrefix("workload")
        case .go: return call.rawVerb == "get" && !call.packages.contains { $0.name.contains(".") }
        case .corepack: return call.rawVerb == "install"
        case .conda, .mamba, .micromamba: return call.hasFlag("-f", "--file", "--freeze-installed")
        case .cpan, .cpanm, .luarocks, .swift: return true
        case .gem: return call.hasFlag("-g", "--file")
        default: return false
        }
    }

    private func isLoose(_ package: ShellSyntax.Package, _ call: PackageCall) -> Bool {
        if call.manager == .pip || call.manager == .uv, Self.ownTools.contains(package.name) { return false }
        // `wheels/*`: a path.
        if call.manager.isPython, package.name.contains("/") || package.name.contains("*") { return false }
        guard let version = package.version else {
            if package.name.hasPrefix("$") || package.name.contains("$") { return false }
            // Without a version Go takes the one that go.mod of the module at hand names.
            if call.manager == .go { return call.rawVerb == "get" && package.name.contains(".") }
            return true
        }
        guard package.versionOperator == "@" || package.versionOperator == ":" || package.versionOperator == nil else {
            return false
        }
        return Self.moving.contains(version.lowercased())
    }

    /// Tags and branches that move.
    private static let moving: Set<String> = [
        "latest", "next", "stable", "lts", "beta", "alpha", "canary", "nightly", "dev", "rc", "edge", "master", "main",
        "head", "upgrade", "patch", "*", "x", "classic", "berry", "insiders", "",
    ]
}
