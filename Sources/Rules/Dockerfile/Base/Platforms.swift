import Basics
import DockerfileSyntax
import RuleKit

/// What the rules about `FROM --platform` share.
enum Platforms {
    /// Takes a flag out with the blanks behind it.
    static func removal(of flag: Flag, in file: Dockerfile, _ safety: Fix.Safety) -> Fix {
        let bytes = file.source.bytes
        var end = flag.range.upperBound
        while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
        return Fix(safety, [Edit(flag.range.lowerBound..<end, "")])
    }

    /// Whether a flag's value is this variable and nothing else.
    static func isVariable(_ value: String, _ name: String) -> Bool { value == "$\(name)" || value == "${\(name)}" }
}
