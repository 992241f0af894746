import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct LockFileNotCopied: Rule {
    static let about = About(
        id: "DF319", since: "0.1", severity: .medium,
        title: Text(en: "Install without the lock file", ja: "ロックファイルなしのインストール"),
        why: Text(
            en: """
                Only the manifest is there when the dependencies are installed, so every build resolves their newest \
                versions: a rebuild of the same commit can break, and can bring in what nobody tested.
                """,
            ja: "依存関係のインストール時にマニフェストしかないため、ビルドのたびに最新版が解決されます。同じコミットでも再ビルドで壊れたり、未検証の版が入ったりします。"),
        remedy: Text(
            en: "Commit the lock file and copy it beside the manifest before the install.",
            ja: "ロックファイルをコミットし、インストールの前にマニフェストと一緒にコピーしてください。"),
        message: Text(
            en: "`{lock}` is not copied before `{command}`", ja: "`{command}` の前に `{lock}` がコピーされていません"),
        links: [
            "https://12factor.net/dependencies",
            "https://docs.npmjs.com/cli/configuring-npm/package-lock-json",
        ],
        answers: ["12F_02.lock", "PERF_03.lock-files"],
        yieldsTo: ["WL501"],
        fails: [
            "FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm ⟦install⟧\nCOPY . .",
            "FROM ruby:3.4\nCOPY Gemfile ./\nRUN bundle ⟦install⟧",
            "FROM python:3.13\nCOPY pyproject.toml ./\nRUN poetry ⟦install⟧ --no-root",
        ],
        passes: [
            "FROM node:22\nCOPY package*.json ./\nRUN npm install", "FROM node:22\nCOPY . .\nRUN npm install",
            "FROM node:22\nCOPY package.json yarn.lock* ./\nRUN yarn",
            "FROM node:22\nCOPY app/ ./\nRUN npm install", "FROM node:22\nCOPY package.json $FILES ./\nRUN npm install",
            "FROM node:22\nRUN git clone https://example.com/x . && npm install",
            "FROM node:22\nRUN npm install express@5.1.0",
            "FROM golang:1.26\nCOPY go.mod ./\nRUN go mod download",
            "FROM python:3.13\nCOPY pyproject.toml ./\nRUN --mount=type=bind,source=poetry.lock,target=poetry.lock poetry install",
            "FROM node:22 AS deps\nCOPY package.json package-lock.json ./\nFROM deps\nRUN npm install",
        ],
        fixes: [
            (
                "FROM node:22\nCOPY app/package.json ./\nRUN npm install",
                "FROM node:22\nCOPY app/package.json app/package-lock.json ./\nRUN npm ci"
            )
        ]
    )

    static let commands =
        PackagePrograms.python + PackagePrograms.node + PackagePrograms.ruby + PackagePrograms.php + ["cargo"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.installsProject, run.isNeeded, !call.isDryRun,
            !call.hasFlag("--no-lock", "--skip-lock", "--no-package-lock"), let files = LockFiles.of(call.manager),
            case .copied(let manifest) = run.presence(of: files.manifests),
            case .absent = run.presence(of: files.locks), let lock = files.locks.first,
            !run.script.shell.commands.prefix(run.command.index).contains(where: bringsFiles)
        else { return }
        report.fault(
            at: run.place(call.verbRange),
            [
                "lock": lock,
                "command": call.rawVerb.isEmpty ? call.manager.rawValue : "\(call.manager.rawValue) \(call.rawVerb)",
            ],
            fix: fix(run, manifest, lock),
            related: [
                .init(report.source.span(manifest), Text(en: "only the manifest is copied", ja: "マニフェストだけをコピーしています"))
            ])
    }

    private func bringsFiles(_ command: Command) -> Bool {
        guard let program = command.program else { return !command.words.isEmpty }
        return ["git", "curl", "wget", "tar", "unzip", "cp", "mv"].contains(program)
    }

    /// Names the lock file behind the manifest where the target is plainly a folder.
    private func fix(_ run: RunCommand, _ manifest: Range<Int>, _ lock: String) -> Fix? {
        let copy = run.file.instructions.first {
            $0.range.lowerBound <= manifest.lowerBound && manifest.upperBound <= $0.range.upperBound
        }
        guard let copy, copy.keyword == .copy, !copy.isJSON, let target = copy.words.last?.raw,
            target.hasSuffix("/") || target == ".", let word = copy.words.first(where: { $0.range == manifest }),
            !word.raw.contains("*"), !word.raw.contains("\"")
        else { return nil }
        let folder = word.raw.lastIndex(of: "/").map { String(word.raw[...$0]) } ?? ""
        var edits = [Edit(manifest.upperBound..<manifest.upperBound, " \(folder)\(lock)")]
        // A lock file that is there and is not enforced would be the next fault.
        if let call = run.call, let strict = LockFileNotEnforced().strictForm(call, run) { edits.append(strict.edit) }
        return Fix(
            .ask, edits,
            note: Text(
                en: "`\(lock)` must be committed and up to date: the build fails otherwise.",
                ja: "`\(lock)` がコミットされ、最新になっている必要があります。そうでない場合はビルドが失敗します。"))
    }
}
