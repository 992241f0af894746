import Basics
import DockerfileSyntax

/// The build arguments that FROM can use.
struct BaseArguments {
    /// With the index of the instruction and whether a default is given.
    private(set) var declared: [String: (range: Range<Int>, hasDefault: Bool)] = [:]

    init(_ file: Dockerfile) {
        let end = file.stages.first?.from ?? file.instructions.count
        for instruction in file.instructions[..<end] where instruction.keyword == .arg {
            for pair in instruction.pairs {
                let hadDefault = declared[pair.key.raw]?.hasDefault ?? false
                declared[pair.key.raw] = (pair.range, pair.value != nil || hadDefault)
            }
        }
    }

    var names: Set<String> { Set(declared.keys).union(Self.predefined) }

    /// What the builder sets in every build.
    static let predefined: Set<String> = [
        "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETOS", "TARGETARCH",
        "TARGETVARIANT", "TARGETOSVERSION", "TARGETSTAGE",
    ]

    /// The variables in a text that are used without a fallback or other operation.
    static func plainUses(in text: String) -> [String] { pieces(of: text).compactMap(\.variable) }

    /// The text as it is when these variables are empty; nil when it holds more than plain uses.
    static func text(_ text: String, without empty: Set<String>) -> String? {
        var result = ""
        for piece in pieces(of: text) {
            switch piece {
            case .text(let text): result += text
            case .plain(let name):
                guard empty.contains(name) else { return nil }
            case .other: return nil
            }
        }
        return result
    }

    private enum Piece {
        case text(String)
        case plain(String)
        /// `${…}` with an operation.
        case other

        var variable: String? {
            if case .plain(let name) = self { name } else { nil }
        }
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            if dollar > rest.startIndex { pieces.append(.text(String(rest[..<dollar]))) }
            rest = rest[rest.index(after: dollar)...]
            let isBraced = rest.first == "{"
            if isBraced { rest = rest.dropFirst() }
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            rest = rest[name.endIndex...]
            if isBraced {
                guard let close = rest.firstIndex(of: "}") else { return pieces + [.other] }
                pieces.append(close == rest.startIndex ? .plain(String(name)) : .other)
                rest = rest[rest.index(after: close)...]
            } else if !name.isEmpty {
                pieces.append(.plain(String(name)))
            }
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}
