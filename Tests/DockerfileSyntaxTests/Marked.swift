import Basics
import DockerfileSyntax

/// A text with `⟦` and `⟧` around places; the marks are taken out.
struct Marked: Sendable {
    private(set) var text = ""
    private(set) var ranges: [Range<Int>] = []

    init(_ marked: String) {
        var open: [Int] = []
        var ends: [(Int, Range<Int>)] = []
        for character in marked.unicodeScalars {
            switch character {
            case "⟦": open.append(text.utf8.count)
            case "⟧": if let start = open.popLast() { ends.append((start, start..<text.utf8.count)) }
            default: text.unicodeScalars.append(character)
            }
        }
        ranges = ends.sorted { $0.0 < $1.0 }.map(\.1)
    }

    var file: Dockerfile { Dockerfile(text) }
}

extension Dockerfile {
    /// Codes with the text they point at.
    var problemList: [String] {
        problems.sorted { $0.range.lowerBound < $1.range.lowerBound }
            .map { "\($0.code) «\(source.text($0.range))»" }
    }

    var keywords: [String] { instructions.map(\.keywordText) }
}
