import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct CacheMountMissing: Rule {
    static let about = About(
        id: "DF323", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Dependencies downloaded without a cache mount", ja: "キャッシュマウントなしの依存関係の取得"),
        why: Text(
            en: """
                One changed line in the manifest downloads everything again. A cache mount keeps what is the same, \
                wherever the builder keeps its state between builds.
                """,
            ja: "マニフェストを 1 行変えるだけで、すべてが再取得されます。ビルダーの状態が保持される環境では、キャッシュマウントで変わらないものを再利用できます。"),
        remedy: Text(
            en: "Mount the download cache of the package manager, e.g. `RUN --mount=type=cache,target=/root/.npm …`.",
            ja: "パッケージマネージャーのダウンロードキャッシュをマウントしてください (例: `RUN --mount=type=cache,target=/root/.npm …`)。"),
        message: Text(
            en: "`{command}` has no cache mount; its cache is `{target}`",
            ja: "`{command}` にキャッシュマウントがありません (キャッシュの場所は `{target}`)"),
        proof: Text(en: "`{command}` uses a cache mount", ja: "`{command}` はキャッシュマウントを使っています"),
        links: ["https://docs.docker.com/build/cache/optimize/#use-cache-mounts"],
        answers: ["COST_02.cache", "SUSTAINABILITY_01.build-time"],
        yieldsTo: ["DF315"],
        fails: [
            "FROM node:22\nCOPY package*.json ./\nRUN npm ⟦ci⟧",
            "FROM golang:1.26\nCOPY go.* ./\nRUN go ⟦mod download⟧ && go build ./...",
            "FROM python:3.13\nCOPY requirements.txt .\nRUN pip ⟦install⟧ -r requirements.txt",
            "FROM maven:3.9-eclipse-temurin-21\nCOPY . .\nRUN mvn -B ⟦package⟧",
            "FROM rust:1.90\nCOPY . .\nRUN cargo ⟦build⟧ --release",
        ],
        passes: [
            "FROM python:3.13\nRUN pip install flask==3.1.0", "FROM node:22\nRUN npm run build",
            "FROM node:22\nCOPY . .\nRUN npm ci --offline",
            "FROM golang:1.26\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nRUN go build ./...",
            "FROM node:22 AS dev\nRUN npm ci\nFROM node:22",
        ],
        proves: [
            "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ⟦ci⟧",
            "FROM golang:1.26\nRUN --mount=type=cache,target=/go/pkg/mod go ⟦build⟧ ./...",
        ],
        fixes: [
            (
                "FROM node:22\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build",
                "FROM node:22\nCOPY package*.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nCOPY . .\nRUN npm run build"
            ),
            (
                "FROM golang:1.26\nCOPY . .\nRUN go mod download\nRUN CGO_ENABLED=0 go build ./...",
                """
                FROM golang:1.26
                COPY . .
                RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go mod download
                RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build ./...
                """
            ),
            (
                "FROM python:3.13\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt",
                "FROM python:3.13\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt"
            ),
        ]
    )

    static let commands = PackagePrograms.language

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, downloads(call), run.isNeeded, !call.isDryRun, !call.hasFlag("--offline"),
            run.isFirstCall(downloads), let target = target(call.manager),
            !run.earlierRuns.contains(where: { hasDownloaded($0, call.manager) })
        else { return }
        let command = call.rawVerb.isEmpty ? call.manager.rawValue : "\(call.manager.rawValue) \(call.rawVerb)"
        let place = run.place(call.verbRange)
        if run.instruction.mounts.contains(where: { $0.type == "cache" }) {
            report.holds(at: place, ["command": command])
        } else if !run.fileMentions("-mod=vendor") {
            report.fault(
                at: place, ["command": command, "target": target], fix: CacheMountFix.fix(run, call, target))
        }
    }

    /// Whether an earlier RUN has fetched the dependencies already: that one is told.
    private func hasDownloaded(_ run: Instruction, _ manager: PackageManager) -> Bool {
        run.script?.shell.packageCalls.contains { $0.manager == manager && downloads($0) } == true
    }

    private func downloads(_ call: PackageCall) -> Bool {
        switch call.manager {
        case .pip: return call.verb == .install && !call.requirementFiles.isEmpty
        case .mvn, .gradle: return call.verb == .build || call.verb == .download
        case .dotnet: return call.rawVerb == "restore"
        default: return call.installsProject
        }
    }

    /// Where the images of each language keep the cache when root builds.
    private func target(_ manager: PackageManager) -> String? {
        switch manager {
        case .pip: "/root/.cache/pip"
        case .uv: "/root/.cache/uv"
        case .poetry: "/root/.cache/pypoetry"
        case .pipenv: "/root/.cache/pipenv"
        case .npm: "/root/.npm"
        case .yarn: "/usr/local/share/.cache/yarn"
        case .pnpm: "/root/.local/share/pnpm/store"
        case .bun: "/root/.bun/install/cache"
        case .go: "/go/pkg/mod"
        case .cargo: "/usr/local/cargo/registry"
        case .mvn: "/root/.m2"
        case .gradle: "/root/.gradle"
        case .dotnet: "/root/.nuget/packages"
        case .bundle: "/usr/local/bundle/cache"
        case .composer: "/root/.composer/cache"
        default: nil
        }
    }
}
