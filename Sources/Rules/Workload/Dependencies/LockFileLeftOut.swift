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
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY package.json ./
                RUN npm install
                === package.json
                {}
                === package-lock.json
                {}
                """,
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY package.json package-lock.json ./
                RUN npm ci
                === package.json
                {}
                === package-lock.json
                {}
                """
            )
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
                fix: fix(install, lock.path, workload),
                related: [related(lock.path, workload)])
        }
    }

    /// Names the lock file beside the manifest in its COPY; where a pattern keeps it out, an exception.
    private func fix(_ install: DependencyInstall, _ lock: String, _ workload: Workload) -> Fix? {
        guard let context = workload.context, let manifest = install.manifest else { return nil }
        let local = { (path: String) in
            context.root.isEmpty ? path : String(path.dropFirst(context.root.utf8.count + 1))
        }
        let strict = LockFileNotEnforced().strictForm(install.call, workload.command(install)).map { [$0.edit] } ?? []
        if context.matcher.decide(local(lock)).isIgnored {
            return NeedlessFolder.ignoring("!" + local(lock), workload).map {
                Fix(.ask, $0.edits + strict, note: $0.note)
            }
        }
        for copy in workload.contextCopies where copy.stage == install.stage && copy.way == .copy && copy.isFolder {
            let instruction = workload.dockerfile.instructions[copy.instruction]
            guard copy.instruction < install.instruction, !instruction.isJSON,
                let source = copy.sources.first(where: { $0.path == local(manifest.path) }),
                let target = instruction.words.last?.raw, target.hasSuffix("/") || target == ".",
                !source.isWildcard, workload.dockerfile.source.text(source.range) == source.text
            else { continue }
            let folder = source.text.lastIndex(of: "/").map { String(source.text[...$0]) } ?? ""
            let end = source.range.upperBound
            return Fix(
                .ask, [Edit(end..<end, " \(folder)\(RelativePath.name(lock))")] + strict,
                note: Text(
                    en: "The build then takes the versions of the lock file: see that it is up to date.",
                    ja: "ビルドではロックファイルのバージョンが使われます。ロックファイルが最新であることを確認してください。"))
        }
        return nil
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
