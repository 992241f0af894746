/// How Docker decides on one ignore pattern: by comparing bytes where it can, else by an expression.
///
/// The four ways, and which pattern goes which way, are those of `compile` in moby/patternmatcher.
enum IgnoreTranslation: Sendable {
    case exact
    /// `a/**`: the pattern without its last two bytes starts the path.
    case prefix
    /// `**/a`: the pattern without its first two bytes ends the path; or is the path, but for its slash.
    case suffix
    case expression([UInt8])

    /// What `**` and `**/` become.
    static let folders = Array("(.*/)?".utf8)

    init(_ pattern: [UInt8]) {
        var text = [UInt8(ascii: "^")]
        var way = Way.exact
        var index = 0
        var isFirst = true
        while index < pattern.count {
            defer { isFirst = false }
            let byte = pattern[index]
            index += 1
            switch byte {
            case UInt8(ascii: "*"):
                guard index < pattern.count, pattern[index] == byte else {
                    text += "[^/]*".utf8
                    way = .expression
                    continue
                }
                index += 1
                if index < pattern.count, pattern[index] == GoPath.slash { index += 1 }
                if index < pattern.count {
                    text += Self.folders
                    way = .expression
                } else if way == .exact {
                    way = .prefix
                } else {
                    text += ".*".utf8
                    way = .expression
                }
                if isFirst { way = .suffix }
            case UInt8(ascii: "?"):
                text += "[^/]".utf8
                way = .expression
            case UInt8(ascii: "\\") where index < pattern.count:
                text += [byte, pattern[index]]
                index += 1
                way = .expression
            case UInt8(ascii: "["), UInt8(ascii: "]"):
                text.append(byte)
                way = .expression
            case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"),
                UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"):
                text += [UInt8(ascii: "\\"), byte]
            default: text.append(byte)
            }
        }
        switch way {
        case .exact: self = .exact
        case .prefix: self = .prefix
        case .suffix: self = .suffix
        case .expression: self = .expression(text + [UInt8(ascii: "$")])
        }
    }

    private enum Way { case exact, prefix, suffix, expression }
}
