import ArgumentParser
import Basics
import Foundation
import RuleKit

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a plimsoll.yml from other linters' settings and a first review.",
        discussion: """
            Takes over .hadolint.yaml, .trivyignore, .trivyignore.yaml and .checkov.yaml, so that a review says the same \
            with the new file as without it. Nothing is overwritten without --force.
            """)

    @Argument(help: "The folder that the file is for.")
    var path: String = "."

    @Flag(name: .long, help: "Overwrite a plimsoll.yml that is there.")
    var force = false

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        do throws(Failure) {
            Terminal.print(try await Self.write(path, force: force, language))
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
    }

    /// Writes the file.
    ///
    /// - Returns: what to tell people.
    static func write(
        _ path: String, force: Bool, _ language: Language, today: Day = .today
    ) async throws(Failure)
        -> String
    {
        let disk = ReviewPlace.disk(path)
        guard let entry = disk.entry(path) else { throw .missing(path) }
        let folder = entry.kind == .file ? RelativePath.folder(path) : path
        func file(_ name: String) -> String { folder.isEmpty || folder == "." ? name : folder + "/" + name }
        // Two of them in a folder would leave the second without effect.
        let existing = ProjectFile.names.map(file).first { disk.exists($0) }
        if let existing, !force {
            throw Failure(
                .invalid,
                Text(
                    en: "`\(existing)` is there already; --force overwrites it.",
                    ja: "`\(existing)` がすでにあります。上書きするには --force を付けてください。"))
        }
        let target = existing ?? file(ProjectFile.names[0])
        var request = ReviewRequest(paths: [folder.isEmpty ? "." : folder])
        request.today = today
        request.ignoresProjectFile = true
        let outcome = try await Reviewer(request, progress: Progress(isOn: false, language)).run()
        let place = try ReviewPlace(request.paths)
        let start = place.starts.first ?? ""
        let made = InitFile(outcome, language, today: today, folder: start, shownFolder: place.shown(start))
        let text = made.text
        _ = try ProjectFile.read(SourceFile(path: target, text: text))
        do {
            let base = target.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath + "/"
            try Data(text.utf8).write(to: URL(filePath: base + target))
        } catch {
            throw Failure(
                .unreadable,
                Text(en: "`\(target)` could not be written.", ja: "`\(target)` に書き込めませんでした。"),
                cause: error.localizedDescription)
        }
        return next(made, target, folder).map { $0(language) + "\n" }.joined()
    }

    private static func next(_ made: InitFile, _ target: String, _ folder: String) -> [Text] {
        let place = folder.isEmpty || folder == "." ? "" : " " + folder
        var lines = [Text(en: "\(target) is written.", ja: "\(target) を作成しました。")]
        if let taken = made.takenOver { lines.append(taken) }
        let review = "plimsoll review\(place)"
        if made.failing == 0 {
            lines.append(
                Text(
                    en:
                        "Next: `\(review)` passes today with fail-on: \(made.failOn.name). Commit the file and run it in CI.",
                    ja: "次の手順: 現在 `\(review)` は成功します (fail-on: \(made.failOn.name))。ファイルをコミットし、CI で実行してください。"))
        } else {
            let name = InitFile.baselineName
            lines += [
                Text(
                    en: "Next: \(made.failing) findings fail today. Either mend them (`\(review)`), or begin at zero:",
                    ja: "次の手順: 現在 \(made.failing) 件の指摘で失敗します。`\(review)` で内容を確認して直すか、既存の指摘を除いて始めてください:"),
                Text(
                    en: "  \(review) --baseline \(name) --update-baseline",
                    ja: "  \(review) --baseline \(name) --update-baseline"),
                Text(
                    en: "Commit both files, and run `\(review) --baseline \(name)` in CI: only new findings fail.",
                    ja: "両方のファイルをコミットし、CI では `\(review) --baseline \(name)` を実行してください。新しい指摘だけが失敗になります。"),
            ]
        }
        return lines
    }
}
