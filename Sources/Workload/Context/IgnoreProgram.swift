/// A compiled ignore pattern. Time is linear in the path for a given pattern, whatever the pattern: all places in the
/// expression where a match could be are followed at once, so there is nothing to go back to.
struct IgnoreProgram: Sendable {
    private enum Way: Sendable {
        case exact([UInt8])
        case prefix([UInt8])
        case suffix([UInt8])
        case expression([IgnoreExpression.Node])
    }

    private let way: Way
    /// What a match must begin and end with, to reject most paths without running the expression.
    private let head: [UInt8]
    private let tail: [UInt8]
    /// `**/` and then nothing that matches a slash: only the last part of a path needs to be looked at.
    private let isOfNames: Bool

    /// Nil when Docker would refuse the pattern.
    init?(_ pattern: [UInt8]) {
        guard GoGlob(pattern) != nil else { return nil }
        switch IgnoreTranslation(pattern) {
        case .exact: way = .exact(pattern)
        case .prefix: way = .prefix(Array(pattern.dropLast(2)))
        case .suffix: way = .suffix(Array(pattern.dropFirst(2)))
        case .expression(let text):
            guard let expression = IgnoreExpression(text) else { return nil }
            way = .expression(expression.nodes)
            let nodes = expression.nodes
            isOfNames = Self.isOfNames(nodes)
            head = Self.literals(nodes.dropFirst())
            if case .end? = nodes.last {
                tail = Self.literals(nodes[Self.afterLastGroup(nodes)...].dropLast().reversed()).reversed()
            } else {
                tail = []
            }
            return
        }
        (head, tail, isOfNames) = ([], [], false)
    }

    /// How much work a match can be, relative to a plain comparison.
    var weight: Int {
        if case .expression(let nodes) = way { return 1 + nodes.count / 8 }
        return 1
    }

    /// Behind the last group that need not be there, of which a slash is the last node.
    private static func afterLastGroup(_ nodes: [IgnoreExpression.Node]) -> Int {
        let last = nodes.lastIndex { if case .optionalFolders = $0 { true } else { false } }
        return min(last.map { $0 + 3 } ?? 0, nodes.count)
    }

    /// The ASCII literals that `nodes` begin with.
    private static func literals(_ nodes: some Sequence<IgnoreExpression.Node>) -> [UInt8] {
        var bytes: [UInt8] = []
        for node in nodes {
            guard case .one(.scalar(let scalar)) = node, scalar < 0x80 else { break }
            bytes.append(UInt8(scalar))
        }
        return bytes
    }

    private static func isOfNames(_ nodes: [IgnoreExpression.Node]) -> Bool {
        guard nodes.count > 5, case .begin = nodes[0], case .optionalFolders = nodes[1], case .end? = nodes.last else {
            return false
        }
        return nodes[4...].dropLast().allSatisfy { node in
            switch node {
            case .one(let matcher), .many(let matcher): !matcher.contains(0x2F)
            default: false
            }
        }
    }

    func matches(_ path: ArraySlice<UInt8>) -> Bool {
        switch way {
        case .exact(let bytes): return path.count == bytes.count && path.elementsEqual(bytes)
        case .prefix(let bytes): return path.starts(with: bytes)
        case .suffix(let bytes):
            if Self.ends(path, with: bytes) { return true }
            return bytes.first == GoPath.slash && path.count == bytes.count - 1 && path.elementsEqual(bytes.dropFirst())
        case .expression(let nodes):
            guard path.starts(with: head), Self.ends(path, with: tail) else { return false }
            guard isOfNames else { return Self.run(nodes, from: 0, path) == .matched }
            let start = path.lastIndex(of: GoPath.slash).map { $0 + 1 } ?? path.startIndex
            return Self.run(nodes, from: 4, path[start...]) == .matched
                && !path[..<start].contains(0x0A)
        }
    }

    /// Whether some path that starts with `folder` (which ends with a slash) could match.
    func canMatch(below folder: ArraySlice<UInt8>) -> Bool {
        switch way {
        case .exact(let bytes): return bytes.count > folder.count && bytes.starts(with: folder)
        case .prefix(let bytes): return bytes.starts(with: folder) || folder.starts(with: bytes)
        case .suffix: return true
        case .expression(let nodes): return Self.run(nodes, from: 0, folder) != .dead
        }
    }

    private static func ends(_ path: ArraySlice<UInt8>, with tail: [UInt8]) -> Bool {
        path.count >= tail.count && path.suffix(tail.count).elementsEqual(tail)
    }

    // MARK: Running

    private enum Outcome { case matched, alive, dead }

    /// Runs the nodes over the path: matched, or not yet (more text could match), or never.
    private static func run(
        _ nodes: [IgnoreExpression.Node], from first: Int, _ path: ArraySlice<UInt8>
    ) -> Outcome {
        nodes.count < 64
            ? run(nodes, path, SmallStates(first)) : run(nodes, path, LargeStates(first, count: nodes.count + 1))
    }

    private static func run<States: StateSet>(
        _ nodes: [IgnoreExpression.Node], _ path: ArraySlice<UInt8>, _ start: States
    ) -> Outcome {
        var states = start
        var index = path.startIndex
        var isWordBefore = false
        while true {
            let isAtEnd = index == path.endIndex
            let (scalar, length) = isAtEnd ? (0, 0) : UTF8Scalar.decode(path, at: index)
            let isWordHere = !isAtEnd && isWord(scalar)
            var next = start
            next.removeAll()
            var hasNext = false
            // Moves without a code point lead forward only, so one pass in rising order finds them all.
            var state = states.first(from: 0)
            while let current = state {
                guard current < nodes.count else { return .matched }
                switch nodes[current] {
                case .one(let matcher):
                    if !isAtEnd, matcher.contains(scalar) {
                        next.insert(current + 1)
                        hasNext = true
                    }
                case .many(let matcher):
                    states.insert(current + 1)
                    if !isAtEnd, matcher.contains(scalar) {
                        next.insert(current)
                        hasNext = true
                    }
                case .optionalFolders:
                    states.insert(current + 1)
                    states.insert(current + 3)
                case .begin: if index == path.startIndex { states.insert(current + 1) }
                case .end: if isAtEnd { states.insert(current + 1) }
                case .boundary(let wanted): if (isWordBefore != isWordHere) == wanted { states.insert(current + 1) }
                }
                state = states.first(from: current + 1)
            }
            if isAtEnd { return .alive }
            guard hasNext else { return .dead }
            states = next
            isWordBefore = isWordHere
            index += length
        }
    }

    private static func isWord(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }
}

/// The nodes that are under way.
private protocol StateSet {
    mutating func insert(_ state: Int)
    mutating func removeAll()
    func first(from state: Int) -> Int?
}

private struct SmallStates: StateSet {
    private var bits: UInt64

    init(_ first: Int) { bits = 1 << UInt64(first) }

    mutating func insert(_ state: Int) { bits |= 1 << UInt64(state) }
    mutating func removeAll() { bits = 0 }
    func first(from state: Int) -> Int? {
        guard state < 64 else { return nil }
        let rest = bits & (UInt64.max << UInt64(state))
        return rest == 0 ? nil : rest.trailingZeroBitCount
    }
}

private struct LargeStates: StateSet {
    private var words: [UInt64]

    init(_ first: Int, count: Int) {
        words = Array(repeating: 0, count: count / 64 + 1)
        insert(first)
    }

    mutating func insert(_ state: Int) { words[state / 64] |= 1 << UInt64(state % 64) }
    mutating func removeAll() {
        for index in words.indices { words[index] = 0 }
    }
    func first(from state: Int) -> Int? {
        var word = state / 64
        guard word < words.count else { return nil }
        var rest = words[word] & (UInt64.max << UInt64(state % 64))
        while rest == 0 {
            word += 1
            guard word < words.count else { return nil }
            rest = words[word]
        }
        return word * 64 + rest.trailingZeroBitCount
    }
}
