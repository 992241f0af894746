import ShellSyntax

/// Compares paths as removal and mounts use them.
enum Paths {
    /// Whether removing what `word` names also removes `path`, or what is in it. A word that starts with a variable
    /// may name anything, so it counts.
    static func covers(_ word: ShellSyntax.Word, _ path: String) -> Bool {
        var text = word.template
        for home in ["~/", "$HOME/", "${HOME}/"] where text.hasPrefix(home) {
            text = "/root/" + text.dropFirst(home.count)
        }
        if text.hasPrefix("$") { return true }
        return covers(text, path)
    }

    /// The same for a path with globs and braces as a shell expands them.
    static func covers(_ pattern: String, _ path: String) -> Bool {
        var pattern = pattern
        while pattern.count > 1, pattern.hasSuffix("/") { pattern.removeLast() }
        guard pattern.hasPrefix("/"), pattern != "/" else { return false }
        if let brace = pattern.firstIndex(of: "{") {
            // One of the alternatives will be meant for it.
            return path.hasPrefix(pattern[..<brace])
        }
        if pattern.hasPrefix(path) {
            // `/var/lib/apt/lists`, `/var/lib/apt/lists/*`, `/root/.cache/pip/http`.
            let rest = pattern.dropFirst(path.count)
            return rest.isEmpty || rest.hasPrefix("/") || rest.hasPrefix("*")
        }
        if let star = pattern.firstIndex(of: "*") {
            let head = pattern[..<star]
            guard path.hasPrefix(head) else { return false }
            // A glob does not match names that begin with a dot.
            return !(head.hasSuffix("/") && path.dropFirst(head.count).hasPrefix("."))
        }
        return path.hasPrefix(pattern + "/")
    }
}
