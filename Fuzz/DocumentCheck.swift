import Basics
import Templates

/// What the readers of JSON and YAML promise.
enum DocumentCheck {
    static func json(_ bytes: [UInt8]) {
        for placeholders in [false, true] {
            let limits = DocumentLimits(placeholders: placeholders)
            guard let document = read(bytes, .json, limits) else { continue }
            precondition(document.roots.count == 1, "JSON is one value")
            check(document)
            nested(document.root, 0..<bytes.count)
            guard !placeholders, let again = read(written(document.root), .json, limits) else { continue }
            precondition(written(again.root) == written(document.root), "what is written reads the same")
        }
    }

    static func yaml(_ bytes: [UInt8]) {
        guard let document = read(bytes, .yaml, DocumentLimits()) else { return }
        check(document)
        for root in document.roots {
            // Only names of the core can be written as JSON without loss; tags and anchors are no part of the values.
            guard let again = read(written(root), .json, DocumentLimits(bytes: 64 << 20)) else {
                preconditionFailure("the values of YAML can be written as JSON")
            }
            precondition(written(again.root) == written(root), "what is written reads the same")
        }
    }

    private static func read(_ bytes: [UInt8], _ format: Document.Format, _ limits: DocumentLimits) -> Document? {
        do throws(Failure) {
            return try Document.read(SourceFile(path: "input", bytes: bytes), as: format, limits: limits)
        } catch {
            precondition(!error.message.en.isEmpty && !error.message.ja.isEmpty, "a refusal has a reason")
            return nil
        }
    }

    static func check(_ document: Document) {
        let count = document.source.bytes.count
        for problem in document.problems { inside(problem.range, count) }
        for root in document.roots { check(root, count) }
    }

    private static func check(_ node: DocumentNode, _ count: Int) {
        inside(node.range, count)
        for item in node.items { check(item, count) }
        for entry in node.entries {
            check(entry.key, count)
            check(entry.value, count)
            inside(entry.range, count)
        }
    }

    static func inside(_ range: Range<Int>, _ count: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) is within \(count) bytes")
    }

    /// Values stand one after another within the value around them.
    private static func nested(_ node: DocumentNode, _ outer: Range<Int>) {
        precondition(outer.lowerBound <= node.range.lowerBound && node.range.upperBound <= outer.upperBound)
        var at = node.range.lowerBound
        func next(_ inner: DocumentNode) {
            precondition(inner.range.lowerBound >= at, "values stand in order")
            nested(inner, node.range)
            at = inner.range.upperBound
        }
        for item in node.items { next(item) }
        for entry in node.entries {
            next(entry.key)
            next(entry.value)
        }
    }

    /// The values as JSON: texts, and plain words such as numbers, all in quotes but for null.
    private static func written(_ node: DocumentNode) -> [UInt8] {
        var result: [UInt8] = []
        write(node, &result)
        return result
    }

    private static func write(_ node: DocumentNode, _ result: inout [UInt8]) {
        switch node.kind {
        case .null: result += Array("null".utf8)
        case .unknown(let text), .scalar(let text, _):
            result.append(0x22)
            for byte in text.utf8 {
                switch byte {
                case 0x22, 0x5C: result += [0x5C, byte]
                case 0x0A: result += Array("\\n".utf8)
                default: result.append(byte)
                }
            }
            result.append(0x22)
        case .sequence(let items):
            result.append(0x5B)
            for (index, item) in items.enumerated() {
                if index > 0 { result.append(0x2C) }
                write(item, &result)
            }
            result.append(0x5D)
        case .mapping(let entries):
            result.append(0x7B)
            for (index, entry) in entries.enumerated() {
                if index > 0 { result.append(0x2C) }
                // A key that is no text has no name.
                write(DocumentNode(.scalar(entry.name, .quoted), entry.key.range), &result)
                result.append(0x3A)
                write(entry.value, &result)
            }
            result.append(0x7D)
        }
    }
}
