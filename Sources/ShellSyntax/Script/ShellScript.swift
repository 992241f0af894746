/// A shell script, read without running it: every command in it, with exact positions and what is known around it.
///
/// Reading never fails: what cannot be understood becomes a ``Problem`` and the rest is still read. All ranges are
/// byte offsets into ``bytes``, also when only a part of them was read. Syntax is that of POSIX.1-2024 "Shell Command
/// Language" and the bash manual.
package struct ShellScript: Sendable {
    package let bytes: [UInt8]
    /// The part of `bytes` that was read.
    package let range: Range<Int>
    package let dialect: Dialect
    package let shebang: Shebang?
    /// The options in force at the start, those of the shebang included.
    package let options: ShellOptions
    /// The tree. Rules that only look for commands use ``commands`` instead.
    package internal(set) var statements: [Statement] = []
    /// Every simple command in source order: those in conditions, loops, functions, substitutions, in constant
    /// `sh -c` arguments and in heredocs fed to a shell too.
    package internal(set) var commands: [Command] = []
    /// The calls of package managers among the commands, in their order.
    package private(set) var packageCalls: [PackageCall] = []
    /// The downloads among the commands, in their order.
    package private(set) var downloads: [Download] = []
    /// Heredoc bodies, in the order of their operators; ``Redirection/heredoc`` is an index into this.
    package internal(set) var heredocs: [Heredoc] = []
    package internal(set) var functions: [FunctionDefinition] = []
    package internal(set) var problems: [Problem] = []
    package internal(set) var extensions: [ShellExtension] = []

    /// Reads a script.
    ///
    /// - Parameters:
    ///   - bytes: the whole file; not copied.
    ///   - range: the part to read; cut to what there is.
    ///   - dialect: the language, unless a shebang names another.
    ///   - options: the options in force at the start (`SHELL ["/bin/bash", "-eo", "pipefail", "-c"]`).
    ///   - embedding: whether a Dockerfile's continuation rules apply.
    package static func parse(
        _ bytes: [UInt8], in range: Range<Int>? = nil, dialect: Dialect = .posix, options: ShellOptions = [],
        embedding: Embedding = .file
    ) -> ShellScript {
        let whole = 0..<bytes.count
        let range = (range ?? whole).clamped(to: whole)
        let shebang = embedding == .file ? Shebang(bytes, in: range) : nil
        var options = options
        if let shebang { options.apply(shebang.arguments) }
        var script = ShellScript(
            bytes: bytes, range: range,
            dialect: shebang.flatMap { Dialect(interpreter: $0.interpreter) } ?? dialect, shebang: shebang,
            options: options)
        var reader = Reader(bytes: bytes, range: range, dialect: script.dialect, embedding: embedding)
        script.statements = reader.readScript()
        script.heredocs = reader.heredocs
        script.problems = reader.problems
        script.extensions = reader.extensions
        script.functions = reader.functions
        var annotator = Annotator(commands: reader.commands, heredocs: reader.heredocs, script: script)
        reader.commands = []
        annotator.annotate(script.statements)
        script.commands = annotator.commands
        script.readCalls()
        return script
    }

    /// Reads a script from a string, for constants and tests.
    package static func parse(
        text: String, dialect: Dialect = .posix, options: ShellOptions = [], embedding: Embedding = .file
    ) -> ShellScript {
        parse(Array(text.utf8), dialect: dialect, options: options, embedding: embedding)
    }

    /// Reads the commands that rules ask for most, so that it is done once and not by each rule.
    private mutating func readCalls() {
        var fetches = false
        for index in commands.indices {
            guard let program = commands[index].program else { continue }
            if PackageCall.mayRead(program), let call = PackageCall(commands[index]) { packageCalls.append(call) }
            fetches = fetches || Download.tools.contains(program)
        }
        if fetches { downloads = Self.downloads(commands) }
    }

    private init(bytes: [UInt8], range: Range<Int>, dialect: Dialect, shebang: Shebang?, options: ShellOptions) {
        self.bytes = bytes
        self.range = range
        self.dialect = dialect
        self.shebang = shebang
        self.options = options
    }

    /// The source text of a range, cut to what there is.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// The heredoc that a redirection reads from.
    package func heredoc(of redirection: Redirection) -> Heredoc? {
        guard let index = redirection.heredoc, heredocs.indices.contains(index) else { return nil }
        return heredocs[index]
    }
}
