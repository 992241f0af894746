import Basics
import Subprocess

/// Asks git what changed since a revision.
enum GitChanges {
    /// What differs between the files as they are and the commit at which the work left `revision`.
    ///
    /// - Parameter folder: the root of what is reviewed; nil for standard input.
    static func since(_ revision: String, in folder: String?) async throws(Failure) -> ChangedLines {
        guard let folder else {
            throw Failure(
                .invalid,
                Text(en: "--diff needs files in a git repository.", ja: "--diff は Git リポジトリ内のファイルにだけ使えます。"))
        }
        // What begins with a hyphen would be an option of git's, and is no name of a revision.
        guard !revision.isEmpty, !revision.hasPrefix("-") else { throw unknown(revision) }
        let inside = try await git(folder, ["rev-parse", "--is-inside-work-tree"])
        guard inside.isSuccess, inside.text == "true" else {
            throw Failure(
                .invalid,
                Text(
                    en: "--diff needs a git repository, and \(folder) is in none that git can read.",
                    ja: "--diff には Git リポジトリが必要ですが、\(folder) は Git で読み取れるリポジトリではありません。"),
                cause: inside.error)
        }
        let commit = try await git(
            folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"])
        guard commit.isSuccess, !commit.text.isEmpty else { throw unknown(revision) }
        // Histories without a common commit are compared as they are.
        let base = try await git(folder, ["merge-base", commit.text, "HEAD"])
        let from = base.isSuccess && !base.text.isEmpty ? base.text : commit.text
        let diff = try await git(
            folder,
            [
                "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--relative",
                "--src-prefix=a/", "--dst-prefix=b/", from, "--",
            ])
        let untracked = try await git(folder, ["ls-files", "--others", "--exclude-standard", "-z"])
        guard diff.isSuccess, untracked.isSuccess else {
            throw Failure(
                .unavailable,
                Text(en: "git could not compare with `\(revision)`.", ja: "Git で `\(revision)` と比較できませんでした。"),
                cause: diff.error.isEmpty ? untracked.error : diff.error)
        }
        return ChangedLines(diff: diff.output, untracked: untracked.output)
    }

    private static func unknown(_ revision: String) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "git knows no revision `\(revision)` here. In a shallow clone, fetch it first.",
                ja: "リビジョン `\(revision)` が見つかりません。シャロークローンの場合は、先に fetch してください。"))
    }

    private struct Answer {
        var isSuccess: Bool
        var output: [UInt8]
        var error: String

        /// The output without the line end.
        var text: String {
            String(decoding: output.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        }
    }

    private static func git(_ folder: String, _ arguments: [String]) async throws(Failure) -> Answer {
        let all = ["-C", folder, "-c", "core.quotePath=false"] + arguments
        do {
            let result = try await run(
                .name("git"), arguments: Arguments(all), output: .bytes(limit: 256 << 20),
                error: .string(limit: 64 << 10))
            let error = result.standardError.split(separator: "\n").first.map(String.init) ?? ""
            return Answer(
                isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, error: error)
        } catch {
            throw Failure(
                .unavailable,
                Text(
                    en: "--diff needs git, which could not be run.", ja: "--diff には Git が必要ですが、実行できませんでした。"),
                cause: "\(error)")
        }
    }
}
