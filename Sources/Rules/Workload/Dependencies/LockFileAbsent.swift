import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct LockFileAbsent: Rule {
    static let about = About(
        id: "WL501", since: "0.1", severity: .medium,
        title: Text(en: "Dependencies without a lock file", ja: "依存関係にロックファイルがない"),
        why: Text(
            en: """
                Each build installs the newest versions that the manifest allows, also of what the dependencies need: a \
                rebuild of an old commit is another program. Strict installers such as `npm ci` refuse to work.
                """,
            ja: """
                マニフェストが許す範囲の最新版が、間接的な依存関係も含めてビルドのたびに選ばれます。古いコミットを再ビルド\
                しても同じものになりません。`npm ci` のような厳格なコマンドは失敗します。
                """),
        remedy: Text(
            en: "Let the package manager write the lock file, commit it, and copy it beside the manifest.",
            ja: "パッケージマネージャーでロックファイルを生成してコミットし、マニフェストと一緒にコピーしてください。"),
        message: Text(
            en: "`{command}` installs from {manifest}, which has no lock file",
            ja: "`{command}` が使う {manifest} にロックファイルがありません"),
        proof: Text(
            en: "{lock} is beside the manifest when `{command}` runs",
            ja: "`{command}` の実行時に、マニフェストの隣に {lock} があります"),
        links: [
            "https://12factor.net/dependencies", "https://docs.npmjs.com/cli/configuring-npm/package-lock-json",
        ],
        answers: ["12F_02.lock", "PERF_03.lock-files"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ⟦install⟧
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            """,
            """
            === Dockerfile
            FROM ruby:3.4
            WORKDIR /app
            COPY Gemfile ./
            RUN bundle ⟦install⟧
            === Gemfile
            source "https://rubygems.org"
            gem "sinatra"
            """,
        ],
        passes: [
            "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm install",
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ci
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "^5.0.0"}}}}
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm install
            === package.json
            {"name": "nothing-needed"}
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            RUN git clone https://example.com/x . && npm install
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            """,
        ],
        proves: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY package*.json ./
            RUN ⟦npm ci⟧
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "^5.0.0"}}}}
            """
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        for install in workload.neededInstalls {
            guard let manifest = install.manifest, !DependencyInstall.lockNames(of: install.call.manager).isEmpty,
                install.call.manager != .pip
            else { continue }
            if let lock = install.lock {
                guard manifest.lock?.differences?.isEmpty != false else { continue }
                report.holds(at: install.place, ["command": install.shown, "lock": lock.path])
            } else if manifest.lock == nil, install.locks.isEmpty, manifest.problem == nil, !install.refusesLock,
                manifest.dependencies.contains(where: { $0.kind != .peer })
            {
                report.fault(
                    at: install.verbPlace, ["command": install.shown, "manifest": manifest.path],
                    related: [Evidence.file(manifest.path, Text(en: "no lock file beside it", ja: "隣にロックファイルがありません"))])
            }
        }
    }
}
