import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct LockFileOutOfStep: Rule {
    static let about = About(
        id: "WL503", since: "0.1", severity: .high,
        title: Text(en: "Lock file and manifest disagree", ja: "ロックファイルとマニフェストが食い違っている"),
        why: Text(
            en: """
                Strict installers such as `npm ci` stop with an error; the others resolve versions that nobody tested.
                """,
            ja: "`npm ci` のような厳格なコマンドはエラーで止まり、それ以外ではテストしていないバージョンが入ります。"),
        remedy: Text(
            en: "Run the package manager's install on your machine and commit the lock file that it writes.",
            ja: "手元でパッケージマネージャーのインストールを実行し、更新されたロックファイルをコミットしてください。"),
        message: Text(
            en: "{lock} does not fit {manifest}: {names}", ja: "{lock} が {manifest} と一致しません: {names}"),
        links: ["https://docs.npmjs.com/cli/commands/npm-ci"],
        answers: ["12F_02.lock", "12F_02.strict"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY package*.json ./
            RUN npm ⟦ci⟧
            === package.json
            {"dependencies": {"express": "^5.0.0", "pg": "^8.0.0"}}
            === package-lock.json
            {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "^5.0.0"}}, "node_modules/express": {"version": "5.0.0"}}}
            """
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
            {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "^5.0.0"}}, "node_modules/express": {"version": "5.0.0"}}}
            """
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        for install in workload.neededInstalls {
            guard let manifest = install.manifest, let lock = manifest.lock, install.lock?.path == lock.path else {
                continue
            }
            let differences = (lock.differences ?? []).filter { $0.kind != .extra }
            guard !differences.isEmpty else { continue }
            report.fault(
                at: install.verbPlace,
                [
                    "lock": lock.path, "manifest": manifest.path,
                    "names": Evidence.list(differences.map { "\($0.name) \($0.declared)" }),
                ],
                related: differences.prefix(3).compactMap { difference in
                    difference.span.map { .init($0, note(difference)) }
                })
        }
    }

    private func note(_ difference: LockFile.Difference) -> Text {
        difference.locked.isEmpty
            ? Text(en: "not in the lock file", ja: "ロックファイルにありません")
            : Text(en: "locked for \(difference.locked)", ja: "ロックファイルでは \(difference.locked)")
    }
}
