package import Basics

/// Reads rendered Jsonnet so that its values stand in the Jsonnet file.
///
/// A program tells no places. A key that is written once in the file is where its value comes from; any other value
/// stands with what holds it.
package enum JsonnetPlaces {
    package static func document(
        rendered: [UInt8], of source: SourceFile, limits: DocumentLimits
    ) throws(Failure) -> Document {
        let output = try Document.read(SourceFile(path: source.path, bytes: rendered), as: .json, limits: limits)
        let places = KeyPlaces(source)
        let start = places.start
        return Document(source: source, roots: output.roots.map { places.moved($0, to: start) })
    }

    private struct KeyPlaces {
        /// By name: where it stands before a colon; nil when it does so more than once.
        private var places: [String: Range<Int>?] = [:]
        /// The first line that says something.
        let start: Range<Int>

        init(_ source: SourceFile) {
            let bytes = source.bytes
            var at = 0
            while at < bytes.count {
                guard Self.isWord(bytes[at]) else {
                    at += 1
                    continue
                }
                let first = at
                while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
                var next = at
                if next < bytes.count, bytes[next] == UInt8(ascii: "'") || bytes[next] == UInt8(ascii: "\"") {
                    next += 1
                }
                while next < bytes.count, bytes[next] == 0x20 || bytes[next] == UInt8(ascii: "+") { next += 1 }
                guard next < bytes.count, bytes[next] == UInt8(ascii: ":") else { continue }
                let name = source.text(first..<at)
                if places[name] == nil { places[name] = .some(first..<at) } else { places[name] = .some(nil) }
            }
            let line = (1...max(1, min(source.lineStarts.count, 200))).first { !source.lineRange($0).isEmpty } ?? 1
            start = source.lineRange(line)
        }

        private static func isWord(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }

        func moved(_ node: DocumentNode, to range: Range<Int>) -> DocumentNode {
            var node = node
            node.range = range
            switch node.kind {
            case .sequence(let items): node.kind = .sequence(items.map { moved($0, to: range) })
            case .mapping(let entries):
                node.kind = .mapping(
                    entries.map { entry in
                        let place = (places[entry.name] ?? nil) ?? range
                        var key = entry.key
                        key.range = place
                        return DocumentEntry(key: key, value: moved(entry.value, to: place))
                    })
            case .scalar, .null, .unknown: break
            }
            return node
        }
    }
}
