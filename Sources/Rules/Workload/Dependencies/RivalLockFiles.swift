import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct RivalLockFiles: Rule {
    static let about = About(
        id: "WL505", since: "0.1", severity: .medium,
        title: Text(en: "Lock files of several package managers", ja: "複数のパッケージマネージャーのロックファイル"),
        why: Text(
            en: """
                People update one of them and the build installs from the other: what was tested and what ships drift \
                apart without a message.
                """,
            ja: "開発者が一方だけを更新し、ビルドはもう一方からインストールします。テストしたものと出荷するものが、気付かないうちにずれていきます。"),
        remedy: Text(
            en:
                "Keep the lock file of the manager that the build uses, delete the other, and name it in `packageManager`.",
            ja: "ビルドで使うマネージャーのロックファイルだけを残し、`packageManager` にその名前を書いてください。"),
        message: Text(
            en: "`{command}` installs from {lock}, and {other} lies beside it",
            ja: "`{command}` は {lock} を使いますが、隣に {other} もあります"),
        links: ["https://nodejs.org/api/packages.html#packagemanager"],
        answers: ["12F_02.lock"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ⟦ci⟧
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {}
            === yarn.lock
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ci
            === package.json
            {"packageManager": "npm@10.9.0", "dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {}
            === yarn.lock
            """
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        for install in workload.neededInstalls {
            guard let manifest = install.manifest, let lock = install.lock,
                manifest.packageManager?.name != install.call.manager.rawValue, install.call.manager != .pip
            else { continue }
            let own = DependencyInstall.lockNames(of: install.call.manager)
            let beside = ([manifest.lock?.path].compactMap { $0 } + (manifest.lock?.others ?? []))
            guard let other = beside.first(where: { !own.contains(RelativePath.name($0)) }) else { continue }
            report.fault(
                at: install.verbPlace, ["command": install.shown, "lock": lock.path, "other": other],
                related: [Evidence.file(other, Text(en: "not read by this build", ja: "このビルドでは読み込まれません"))])
        }
    }
}
