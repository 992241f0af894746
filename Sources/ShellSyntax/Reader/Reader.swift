/// The reader's state: where it is, how deep, and what it has found.
///
/// A recursive-descent parser over bytes without a token list. Every loop moves forward or ends, nesting is limited,
/// and nothing is scanned more often than the nesting is deep, so that time is linear in the input.
struct Reader {
    /// Real scripts nest a dozen deep; the limit keeps a hostile one from using up a thread's stack.
    static let depthLimit = 64
    static let nestedShellLimit = 6
    static let problemLimit = 200

    let bytes: [UInt8]
    let dialect: Dialect
    /// The Dockerfile's escape character; nil for a script that no builder joins.
    let escape: UInt8?
    /// Set while a decoded constant is read, which has no positions of its own.
    let fixedRange: Range<Int>?
    let start: Int
    /// The next byte to read.
    var i: Int
    /// Where reading ends: the script's end or that of the backticks or quotes being read.
    var end: Int
    /// Where the last word ended; `i` may stand behind a continuation already.
    var wordEnd: Int
    /// Where the last command or compound command ended.
    var nodeEnd: Int
    /// How many bytes may still be looked at to tell `((` from `( (`.
    var lookahead: Int
    var depth = 0
    var nestedShells = 0
    var pipelineCount = 0
    var substitutionCount = 0
    var gaveUp = false
    /// What ends the list being read, enclosing constructs included.
    var openStops: Stops = []
    var commands: [Command] = []
    var heredocs: [Heredoc] = []
    var pending: [PendingHeredoc] = []
    var functions: [FunctionDefinition] = []
    var problems: [Problem] = []
    var extensions: [ShellExtension] = []

    init(
        bytes: [UInt8], range: Range<Int>, dialect: Dialect, embedding: Embedding, fixedRange: Range<Int>? = nil
    ) {
        self.bytes = bytes
        self.dialect = dialect
        if case .dockerfile(let escape) = embedding { self.escape = escape } else { escape = nil }
        self.fixedRange = fixedRange
        start = range.lowerBound
        i = range.lowerBound
        end = range.upperBound
        wordEnd = range.lowerBound
        nodeEnd = range.lowerBound
        lookahead = 16 * range.count + 4096
    }

    mutating func readScript() -> [Statement] {
        commands.reserveCapacity((end - i) / 48 + 1)
        let statements = readList([])
        for heredoc in pending {
            report(.unterminatedHeredoc, heredoc.operatorRange)
        }
        pending = []
        return statements
    }

    /// The byte at `k`, or 0 at and after the end.
    @inline(__always) func at(_ k: Int) -> UInt8 { k < end ? bytes[k] : 0 }

    func place(_ from: Int, _ to: Int) -> Range<Int> { fixedRange ?? from..<max(from, to) }

    func string(_ from: Int, _ to: Int) -> String {
        guard from < to else { return "" }
        return String(decoding: bytes[from..<to], as: UTF8.self)
    }

    /// Notes a problem; after giving up, what is still open is no news.
    mutating func report(_ kind: Problem.Kind, _ from: Int, _ to: Int) {
        report(kind, place(from, min(to, bytes.count)))
    }

    mutating func report(_ kind: Problem.Kind, _ range: Range<Int>) {
        guard !gaveUp, problems.count < Self.problemLimit else { return }
        problems.append(Problem(kind: kind, range: range))
    }

    mutating func note(_ kind: ShellExtension.Kind, _ from: Int, _ to: Int) {
        guard extensions.count < Self.problemLimit else { return }
        extensions.append(ShellExtension(kind: kind, range: place(from, to)))
    }

    /// Goes one level deeper; false when that is too deep, with the rest skipped.
    mutating func enter() -> Bool {
        guard depth < Self.depthLimit else {
            report(.tooDeep, i, i + 1)
            gaveUp = true
            i = end
            return false
        }
        depth += 1
        return true
    }

    mutating func leave() { depth -= 1 }
}
