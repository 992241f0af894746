import DockerfileSyntax
import ImageScan
import OCIImage
import RuleKit

/// What an image starts, and whether it can: by the same search as the container runtime makes it.
struct ImageStart {
    enum Standing: Equatable {
        case runs(ImageTree.Reference)
        case missing
        /// A folder stands there.
        case folder(path: String)
        case notExecutable(path: String, mode: UInt16)
        /// The file, or a folder above it, is closed to the user that starts it.
        case closed(path: String, mode: UInt16)
        /// Other things than the image decide it: a volume, the kernel's folders.
        case unknown
    }

    /// The first word, as written.
    let program: String
    /// All words behind it.
    let arguments: [String]
    /// The instruction that names the program.
    let keyword: Keyword
    private let subject: ImageSubject
    private var tree: ImageTree { subject.image.tree }
    private var configuration: ImageConfiguration { subject.image.configuration }

    /// Nil for an image that starts nothing by itself.
    init?(_ subject: ImageSubject) {
        self.subject = subject
        let configuration = subject.image.configuration
        let entrypoint = configuration.entrypoint ?? []
        let words = entrypoint + (configuration.command ?? [])
        guard let first = words.first, !first.isEmpty else { return nil }
        program = first
        arguments = Array(words.dropFirst())
        keyword = entrypoint.isEmpty ? .cmd : .entrypoint
    }

    /// Whether the start goes through a shell: by the shell form, or by a script of its own.
    var usesShell: Bool {
        let name = Self.name(program)
        return Self.shells.contains(name) || name.hasSuffix(".sh")
    }

    /// Whether it is the shell form of an instruction.
    var isShellForm: Bool { Self.shells.contains(Self.name(program)) && arguments.first?.hasSuffix("c") == true }

    private static let shells: Set<String> = ["sh", "bash", "ash", "dash", "busybox", "zsh", "ksh"]

    static func name(_ program: String) -> String { program.split(separator: "/").last.map(String.init) ?? program }

    /// Where the program is, if anywhere.
    func standing() -> Standing {
        if program.contains("/") { return standing(of: absolute(program)) }
        var closed: Standing?
        for folder in path where folder.hasPrefix("/") {
            let here = standing(of: "\(folder)/\(program)")
            switch here {
            case .runs, .unknown: return here
            case .missing, .folder: continue
            case .notExecutable, .closed: closed = closed ?? here
            }
        }
        return closed ?? .missing
    }

    /// The script that the program is told to run; nil where it is none of the interpreters, or the script is not there.
    func script() -> ImageTree.Reference? {
        let name = Self.name(program).prefix { !$0.isNumber && $0 != "." }
        guard Self.interpreters.contains(String(name)) else { return nil }
        var words = arguments[...]
        if name == "java" {
            guard let jar = words.firstIndex(of: "-jar") else { return nil }
            words = words[words.index(after: jar)...]
        }
        guard let word = words.first(where: { !$0.hasPrefix("-") }), let file = tree.resolve(absolute(word)),
            tree.record(file).kind == .file
        else { return nil }
        return file
    }

    private static let interpreters: Set<String> = [
        "sh", "bash", "ash", "dash", "node", "python", "ruby", "perl", "php", "java", "deno", "bun",
    ]

    /// The folders above a program, and those that programs are looked for in: whoever may write there decides what runs.
    func folders() -> Set<String> {
        var folders = Set(path.map { Self.clean($0) })
        var files: [ImageTree.Reference] = []
        if case .runs(let file) = standing() { files.append(file) }
        if let script = script() { files.append(script) }
        for file in files { folders.formUnion(Self.above(tree.path(file))) }
        return folders
    }

    private var path: [String] {
        let written = configuration.environmentTexts.last { $0.hasPrefix("PATH=") }
        let text =
            written.map { String($0.dropFirst(5)) } ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return text.split(separator: ":").map(String.init)
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "/\(configuration.workingDirectory)/\(path)"
    }

    private func standing(of path: String) -> Standing {
        if isElsewhere(path) { return .unknown }
        guard let file = tree.resolve(path) else {
            // A link may lead to what only a running container has.
            let link = tree[Self.clean(path)].flatMap { tree.target($0) }
            return link.map(isElsewhere) == true ? .unknown : .missing
        }
        let record = tree.record(file)
        let place = tree.path(file)
        switch record.kind {
        case .folder: return .folder(path: place)
        // A link has the mode of the file it names, whatever its own entry says.
        case .hardLink: return .runs(file)
        case .file: break
        default: return .unknown
        }
        if record.mode & 0o111 == 0 { return .notExecutable(path: place, mode: record.mode) }
        guard case .other(let id?, _) = RunUser(configuration, subject.image.accounts) else { return .runs(file) }
        for folder in Self.above(place) {
            guard let entry = tree[folder], tree.record(entry).kind == .folder else { continue }
            if Self.isClosed(tree.record(entry), to: id) { return .closed(path: folder, mode: tree.record(entry).mode) }
        }
        return Self.isClosed(record, to: id) ? .closed(path: place, mode: record.mode) : .runs(file)
    }

    /// Whether nobody but the owner may pass. The groups of a user are not looked at: what a group may do, anyone may.
    private static func isClosed(_ record: FileTable.Record, to user: Int) -> Bool {
        Int(record.user) != user && record.mode & 0o011 == 0
    }

    private func isElsewhere(_ path: String) -> Bool {
        let clean = Self.clean(path)
        let places = ["proc", "dev", "sys", "run", "var/run"] + configuration.volumes.map { Self.clean($0) }
        return places.contains { $0.isEmpty || clean == $0 || clean.hasPrefix($0 + "/") }
    }

    /// Relative to the root, without `.`, `..` and double slashes.
    static func clean(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private static func above(_ path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    }
}
