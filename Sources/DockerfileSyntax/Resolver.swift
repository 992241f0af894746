import Basics

/// Walks a file once, in order: finds the stages, and expands arguments with the ARGs and ENVs in force at each place.
///
/// Scopes follow BuildKit: ARGs before the first FROM serve FROM only, until a stage names them again; a stage
/// starts with the environment of the stage it is built on; an ARG's value can be changed from outside, so that an
/// ARG without a default is unknown, while one with a default is taken at its default.
struct Resolver {
    private(set) var instructions: [InstructionDraft]
    private(set) var stages: [Stage] = []
    /// The last stage of each name, in lower case.
    private(set) var stageNames: [String: Int] = [:]
    private(set) var problems: [SyntaxProblem] = []
    private(set) var undefined: [Dockerfile.UndefinedVariable] = []

    private let escape: UInt8
    private var global: [String: Expansion.Value]
    private var scope: [String: Expansion.Value] = [:]
    /// The variables that each stage leaves to those built on it, ARGs too; and whether its first base is known to set
    /// nothing.
    private var environments: [(values: [String: Expansion.Value], isClosed: Bool)] = []
    private var isClosed = false

    /// Set by BuildKit for every build; a stage must name them to see them.
    static let platformArguments = [
        "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETOS", "TARGETARCH",
        "TARGETVARIANT", "TARGETOSVERSION", "TARGETSTAGE",
    ]
    /// Can be passed without an ARG.
    static let proxyArguments: Set<String> = [
        "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy",
        "ALL_PROXY", "all_proxy", "SOURCE_DATE_EPOCH",
    ]

    init(_ instructions: [InstructionDraft], escape: UInt8) {
        self.instructions = instructions
        self.escape = escape
        global = Dictionary(uniqueKeysWithValues: Self.platformArguments.map { ($0, .unknown) })
    }

    mutating func run() {
        var reportedOrder = false
        for index in instructions.indices {
            let keyword = instructions[index].keyword
            if keyword == .from {
                beginStage(index)
                continue
            }
            if stages.isEmpty {
                if keyword == .arg {
                    declareGlobal(index)
                } else if !reportedOrder, keyword != .unknown {
                    reportedOrder = true
                    problems.append(
                        SyntaxProblem(
                            code: .instructionBeforeFrom, range: instructions[index].keywordRange,
                            arguments: ["instruction": keyword.rawValue]))
                }
                continue
            }
            resolve(index)
        }
        closeStage(instructions.count)
        if stages.isEmpty {
            problems.append(SyntaxProblem(code: .noStage, range: instructions.first?.range ?? 0..<0, arguments: [:]))
        }
    }

    // MARK: Stages

    private mutating func closeStage(_ end: Int) {
        guard let last = stages.indices.last else { return }
        stages[last].instructions = stages[last].from..<end
        environments.append((scope, isClosed))
    }

    private mutating func beginStage(_ index: Int) {
        closeStage(index)
        guard case .words(var words) = instructions[index].arguments, !words.isEmpty else { return }
        for position in words.indices where position == 0 { expand(&words[position], index, scope: global, in: nil) }
        instructions[index].arguments = .words(words)
        let flag = instructions[index].flag("platform")
        var stage = Stage(
            index: stages.count, from: index, instructions: index..<index + 1, image: words[0], name: nil,
            platform: flag, base: .unknown)
        if words.count == 3, words[1].raw.lowercased() == "as" {
            stage.name = words[2]
            if !Self.isStageName(words[2].raw) {
                problems.append(
                    SyntaxProblem(code: .invalidStageName, range: words[2].range, arguments: ["name": words[2].raw]))
            }
        } else if words.count != 1 {
            problems.append(
                SyntaxProblem(code: .invalidFrom, range: instructions[index].argumentsSpan, arguments: [:]))
        }
        let earlier = words[0].value.flatMap { image in
            stageNames[image.lowercased()].map { stages[$0] }
        }
        scope = [:]
        isClosed = false
        if words[0].value == "scratch" {
            stage.base = .scratch
            isClosed = true
        } else if let earlier {
            stage.base = .stage(earlier.index)
            if environments.indices.contains(earlier.index) {
                scope = environments[earlier.index].values
                isClosed = environments[earlier.index].isClosed
            }
        } else if let image = words[0].value, !image.isEmpty {
            stage.base = .image(ImageReference(image))
        }
        if let name = stage.name { stageNames[name.raw.lowercased()] = stage.index }
        stages.append(stage)
    }

    /// A letter, then letters, digits, `-`, `_` and `.`; case does not matter.
    private static func isStageName(_ name: String) -> Bool {
        name.utf8.first?.isLetter == true
            && name.utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    }

    private mutating func declareGlobal(_ index: Int) {
        for (number, pair) in instructions[index].pairs.enumerated() {
            guard var word = pair.value else {
                if global[pair.key.raw] == nil { global[pair.key.raw] = .unknown }
                continue
            }
            expand(&word, index, scope: global, in: nil)
            set(index, pair: number, word)
            global[pair.key.raw] = word.value.map(Expansion.Value.known) ?? .unknown
        }
    }

    // MARK: Arguments

    private mutating func resolve(_ index: Int) {
        switch instructions[index].arguments {
        case .pairs(let pairs): resolve(pairs, index)
        case .words(var words):
            for position in words.indices { expand(&words[position], index, scope: scope, in: words[position]) }
            instructions[index].arguments = .words(words)
        case .json(var words) where [.copy, .add, .volume].contains(instructions[index].keyword):
            for position in words.indices { expand(&words[position], index, scope: scope, in: nil) }
            instructions[index].arguments = .json(words)
        case .text(var word) where [.user, .workdir, .stopsignal].contains(instructions[index].keyword):
            expand(&word, index, scope: scope, in: word)
            instructions[index].arguments = .text(word)
        default: break
        }
    }

    private mutating func resolve(_ pairs: [Pair], _ index: Int) {
        let keyword = instructions[index].keyword
        // All pairs of one ENV see the environment before it.
        let before = scope
        for (number, pair) in pairs.enumerated() {
            var key = pair.key
            expand(&key, index, scope: keyword == .arg ? scope : before, in: key)
            let name = key.shown
            guard var word = pair.value else {
                if keyword == .arg { scope[name] = global[name] ?? .unknown }
                continue
            }
            expand(&word, index, scope: keyword == .arg ? scope : before, in: word)
            set(index, pair: number, word, key: key)
            let value = word.value.map(Expansion.Value.known) ?? .unknown
            // As BuildKit has it, the later of an ARG and an ENV of one name counts.
            if keyword == .arg || keyword == .env { scope[name] = value }
        }
    }

    private mutating func set(_ index: Int, pair: Int, _ word: Word, key: Word? = nil) {
        guard case .pairs(var pairs) = instructions[index].arguments, pairs.indices.contains(pair) else { return }
        pairs[pair].value = word
        if let key { pairs[pair].key = key }
        instructions[index].arguments = .pairs(pairs)
    }

    /// Expands a word; `place` is the word whose bytes stand in the file as they are, so that uses can be placed.
    private mutating func expand(_ word: inout Word, _ index: Int, scope: [String: Expansion.Value], in place: Word?) {
        if Expansion.isPlain(word.raw, escape: escape) { return }
        let closed = isClosed || stages.isEmpty || instructions[index].keyword == .from
        let (value, uses, isBroken) = Expansion.expand(word.raw, escape: escape) { name in
            if let value = scope[name] { return value }
            // What nothing in the file sets may be set by the base image.
            return closed && !Self.proxyArguments.contains(name) ? nil : .unknown
        }
        word.value = value
        if isBroken {
            problems.append(SyntaxProblem(code: .missingBraceInVariable, range: word.range, arguments: [:]))
        }
        for use in uses where scope[use.name] == nil && !use.hasFallback && !Self.proxyArguments.contains(use.name) {
            let exact = word.range.count == word.raw.utf8.count
            let range =
                exact
                ? word.range.lowerBound + use.range.lowerBound..<word.range.lowerBound + use.range.upperBound
                : word.range
            let near = scope.keys
                .filter { EditDistance.between($0, use.name) <= max(1, min(2, use.name.count / 4)) }
                .min()
            undefined.append(
                .init(
                    name: use.name, instruction: index, range: range,
                    isGlobalArgument: !stages.isEmpty && instructions[index].keyword != .from
                        && global[use.name] != nil,
                    mayComeFromBase: !closed, near: near))
        }
    }
}
