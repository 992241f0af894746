/// A program and its arguments: what a command runs once wrappers such as `sudo` and `exec` are taken away.
package struct Invocation: Sendable {
    /// The base name, `apt-get` for `/usr/bin/apt-get`; nil when not constant.
    package let name: String?
    package let nameWord: Word
    package let arguments: ArraySlice<Word>
    /// The wrappers taken away, outermost first.
    package let wrappers: [String]
    /// From the program's name to its last argument.
    package let range: Range<Int>
}

extension Command {
    /// The command behind `sudo`, `env`, `exec`, `gosu` and the like; itself when there is none. Nil without words.
    package var effective: Invocation? {
        guard effectiveIndex < words.count, kind == .simple else { return nil }
        let word = words[effectiveIndex]
        let last = words[words.count - 1]
        return Invocation(
            name: program, nameWord: word, arguments: words[(effectiveIndex + 1)...], wrappers: wrappers,
            range: word.range.lowerBound..<max(word.range.upperBound, last.range.upperBound))
    }

    /// The arguments of the command behind the wrappers.
    package var effectiveArguments: ArraySlice<Word> {
        kind == .simple && effectiveIndex < words.count ? words[(effectiveIndex + 1)...] : []
    }

    /// Whether it runs behind this wrapper.
    package func isWrapped(in wrapper: String) -> Bool { wrappers.contains(wrapper) }
}
