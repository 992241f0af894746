import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct LockFileLeftOut: Rule {
    static let about = About(
        id: "WL502", since: "0.1", severity: .medium,
        title: Text(en: "Lock file does not reach the install", ja: "ロックファイルがインストール時に存在しない"),
        why: Text(
            en: """
                The repository has a lock file, but it is not in the image when the packages are installed: all versions \
                are resolved anew, and `npm ci` and its like fail.
                """,
            ja: """
                リポジトリにロックファイルがあるのに、インストール時のイメージにはありません。バージョンがすべて解決し直され、\
                `npm ci` などは失敗します。
                """),
        remedy: Text(
            en: "Copy the lock file beside the manifest before the install, and see that no ignore file keeps it out.",
            ja: "インストールの前にロックファイルをマニフェストと一緒にコピーし、ignore ファイルで除外されていないか確認してください。"),
        message: Text(
            en: "{lock} is not there when `{command}` runs", ja: "`{command}` の実行時に {lock} がありません"),
        links: ["https://docs.npmjs.com/cli/configuring-npm/package-lock-json"],
        answers: ["12F_02.lock", "PERF_03.lock-files", "12F_02.strict"],
        yieldsTo: ["DF319"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ⟦install⟧
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {}
            === .dockerignore
            *-lock.json
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY package.json ./
            RUN yarn ⟦install⟧
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === yarn.lock
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {}
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY package.json ./
            RUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {}
            """,
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        for install in workload.neededInstalls {
            guard install.lock == nil, install.locks.isEmpty, let lock = install.manifest?.lock, !lock.isAbove,
                install.call.manager != .pip, !install.refusesLock,
                DependencyInstall.lockNames(of: install.call.manager).contains(RelativePath.name(lock.path))
            else { continue }
            report.fault(
                at: install.verbPlace, ["lock": lock.path, "command": install.shown],
                related: [related(lock.path, workload)])
        }
    }

    /// The pattern that keeps it out, else the file itself.
    private func related(_ path: String, _ workload: Workload) -> Finding.Related {
        if let context = workload.context {
            let local = context.root.isEmpty ? path : String(path.dropFirst(context.root.utf8.count + 1))
            let decision = context.matcher.decide(local)
            if decision.isIgnored, let span = context.pattern(decision.by)?.span {
                return .init(span, Text(en: "this pattern keeps it out", ja: "このパターンで除外されます"))
            }
        }
        return Evidence.file(path, Text(en: "not copied before the install", ja: "インストールの前にコピーされていません"))
    }
}
