import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Edits that take options out of commands.
enum OptionEdits {
    static let authority = Text(
        en: "The build fails where the server's certificate is not known: then install its authority.",
        ja: "サーバー証明書を検証できない場合はビルドが失敗します。その場合は認証局の証明書を導入してください。")

    /// Takes words out of a command: an option with its value.
    static func removing(_ range: Range<Int>, from file: Dockerfile) -> Edit { Edit(file.removal(of: range), "") }

    /// Takes one letter out of a bundle such as `-fsSLk`, or the whole option.
    static func removing(
        letter: Character, _ word: ShellSyntax.Word, at range: Range<Int>, from file: Dockerfile
    ) -> Edit? {
        guard word.text.hasPrefix("-"), !word.text.hasPrefix("--"), word.text.count > 2 else {
            return removing(range, from: file)
        }
        guard let place = word.text.utf8.firstIndex(of: letter.asciiValue ?? 0), !word.isQuoted else { return nil }
        let start = range.lowerBound + word.text.utf8.distance(from: word.text.utf8.startIndex, to: place)
        return Edit(start..<start + 1, "")
    }

    /// The fix that only drops words.
    static func drop(_ range: Range<Int>, from file: Dockerfile, note: Text = authority) -> Fix {
        Fix(.ask, [removing(range, from: file)], note: note)
    }

    /// Drops a setting such as `strict-ssl false`: with the command whose only purpose it is.
    static func drop(setting range: Range<Int>, of subject: RunCommand, note: Text = authority) -> Fix? {
        let words = subject.command.effectiveArguments.map { $0.literal ?? "" }
        if words.contains("config") || words.first == "set" || words.first == "env" {
            return CommandEdits.remove(subject.command, subject.script, subject.index, subject.file)
                .map { Fix(.ask, [$0], note: note) }
        }
        return drop(range, from: subject.file, note: note)
    }
}
