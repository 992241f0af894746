package import Basics

/// An example of a rule as files: marks taken out, places of what they held kept.
///
/// The text is a Dockerfile, or files begun by lines of the form `=== path`. `=== path (150 MB)` is a file that counts
/// as that large, whatever stands below it.
package struct Fixture: Sendable {
    package struct Mark: Sendable, Hashable {
        package var path: String
        package var range: Range<Int>

        package init(path: String, range: Range<Int>) {
            self.path = path
            self.range = range
        }
    }

    package private(set) var files: [String: String] = [:]
    private var sizes: [String: Int] = [:]
    /// In the order of the text.
    package private(set) var marks: [Mark] = []
    /// The Dockerfile that is judged.
    package private(set) var main = "Dockerfile"

    package init(_ text: String) {
        let opening = Array("⟦".utf8)
        let closing = Array("⟧".utf8)
        for (heading, body) in Self.split(text) {
            let (path, size) = Self.sized(heading)
            if let size { sizes[path] = size }
            var bytes: [UInt8] = []
            var open: [Int] = []
            let source = Array(body.utf8)
            var position = 0
            while position < source.count {
                let rest = source[position...]
                if rest.starts(with: opening) {
                    open.append(bytes.count)
                    position += opening.count
                } else if rest.starts(with: closing) {
                    if let start = open.popLast() { marks.append(Mark(path: path, range: start..<bytes.count)) }
                    position += closing.count
                } else {
                    bytes.append(source[position])
                    position += 1
                }
            }
            files[path] = String(decoding: bytes, as: UTF8.self)
        }
        if files[main] == nil, files.count == 1, let only = files.keys.first { main = only }
        if files[main] == nil, let path = files.keys.filter({ $0.lowercased().has("dockerfile") }).min() {
            main = path
        }
    }

    private static func split(_ text: String) -> [(path: String, body: String)] {
        guard text.hasPrefix("=== ") else { return [(fileName(text), text)] }
        var files: [(path: String, body: String)] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("=== ") {
                files.append((line.dropFirst(4).trimmingSuffix(" ="), ""))
            } else if !files.isEmpty {
                files[files.count - 1].body += line + "\n"
            }
        }
        return files
    }

    /// What a text that names no file is: a Dockerfile, unless it begins as a definition does.
    private static func fileName(_ text: String) -> String {
        let start = text.prefix(200).filter { $0 != "⟦" && $0 != "⟧" }.drop { $0 == " " || $0 == "\n" }
        if start.hasPrefix("{") || start.hasPrefix("[") { return "taskdef.json" }
        if start.hasPrefix("Resources:") || start.hasPrefix("Parameters:") { return "template.yaml" }
        if terraform.contains(where: { start.hasPrefix($0) }) { return "main.tf" }
        return "Dockerfile"
    }

    private static let terraform = [
        "resource \"", "data \"", "module \"", "variable \"", "provider \"", "locals {", "terraform {",
    ]

    /// `data.bin (150 MB)`: a path and its size.
    private static func sized(_ heading: String) -> (path: String, size: Int?) {
        guard heading.hasSuffix(" MB)"), let open = heading.lastIndex(of: "("),
            let size = Int(heading[heading.index(after: open)...].dropLast(4))
        else { return (heading, nil) }
        return (String(heading[..<open].dropLast()), size * 1_000_000)
    }

    package var tree: MemoryTree { MemoryTree(files, sizes: sizes) }

    package func source(_ path: String) -> SourceFile { SourceFile(path: path, text: files[path] ?? "") }
}

extension Substring {
    fileprivate func trimmingSuffix(_ characters: String) -> String {
        var result = self
        while let last = result.last, characters.contains(last) { result = result.dropLast() }
        return String(result)
    }
}
