import ECSModel
import ShellSyntax

/// The shell that reads a script.
///
/// How each is called: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell.
struct WorkflowShell {
    var dialect: Dialect = .bash
    var stopsOnError = true
    var pipefail = false

    /// Nil when it is no shell of the family of sh.
    init?(_ text: TermText?, isWindows: Bool) {
        guard let text else {
            if isWindows { return nil }
            return
        }
        guard let words = text.known?.split(separator: " "), let first = words.first,
            let dialect = Dialect(interpreter: String(first))
        else { return nil }
        self.dialect = dialect
        if words.count == 1 {
            pipefail = dialect == .bash
            return
        }
        stopsOnError = false
        for (index, word) in words.enumerated() where word.hasPrefix("-") && !word.hasPrefix("--") {
            if word.contains("e") { stopsOnError = true }
            if word.hasSuffix("o"), index + 1 < words.count, words[index + 1] == "pipefail" { pipefail = true }
            if word.hasSuffix("o"), index + 1 < words.count, words[index + 1] == "errexit" { stopsOnError = true }
        }
    }
}
