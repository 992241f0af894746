import Basics
import ECSModel
import ShellSyntax

/// Reads the scripts of one job one after another and keeps what they hand on.
///
/// ```
/// var session = ScriptSession(variables: job.variables, runner: "amd64", file: files.source)
/// for script in scripts {
///     step.activities = session.read(script)
///     step.unread = session.takeUnread()
/// }
/// ```
struct ScriptSession {
    /// Variables that the scripts have set, functions and the working folder included.
    var shell = Shell()
    /// The first name of each image, by every name it has.
    private(set) var contents: [String: TermText] = [:]
    /// Values that a step gave to later ones through `$GITHUB_OUTPUT`, by name.
    var outputs: [String: TermText] = [:]
    /// Variables for later shells: `$GITHUB_ENV`.
    var environment: [String: TermText] = [:]
    /// Commands that are not understood, since they were last taken.
    private(set) var unread: [Place] = []
    /// An activity has deployed: a later request asks whether it works.
    var hasDeployed = false
    /// A container was left running: a later request asks it.
    var hasStartedContainer = false
    /// The image of that container, where its name stands in the script.
    var startedImages: [Activity.ImageUse] = []
    /// `docker buildx create` has named builders elsewhere, which may be native ones.
    var hasOtherBuilders = false
    /// Where an earlier script of the same shell has switched errexit off (`set +e`), as the reader knows.
    var errexitOff: Place?
    let runner: String?
    /// What is known of the environment; a reader whose steps have environments of their own changes it.
    var lookup: (String) -> TermText?
    var sources: [String: Variable.Source]
    private let file: (String) -> SourceFile?
    /// Commands that may still be walked: functions that call each other must not go on for ever.
    var budget = 20_000
    /// Some of the commands were not walked.
    var isCutShort = false
    var depth = 0

    /// What ends with a shell.
    struct Shell {
        var variables: [String: TermText] = [:]
        var functions: [String: (script: PipelineScript, body: Node)] = [:]
        /// The working folder from the root of the repository; nil when it is not known.
        var folder: String? = ""
    }

    /// - Parameters:
    ///   - variables: those that the pipeline sets; later ones win.
    ///   - lookup: what else is known of the environment.
    ///   - runner: the architecture of the machine, where it is known: a build for another one is emulated.
    ///   - file: the files of the repository, so that local scripts and the settings of scanners are read.
    init(
        variables: [Variable] = [], lookup: @escaping (String) -> TermText? = { _ in nil }, runner: String? = nil,
        file: @escaping (String) -> SourceFile? = { _ in nil }
    ) {
        let values = Dictionary(variables.map { ($0.name, $0.value) }) { $1 }
        self.lookup = { values[$0] ?? lookup($0) }
        sources = Dictionary(variables.map { ($0.name, $0.source) }) { $1 }
        self.runner = runner
        self.file = file
    }

    /// What a script does, in order.
    mutating func read(_ script: PipelineScript) -> [Activity] {
        var walk = ScriptWalk(script)
        walk.walk(script.shell.statements, ScriptWalk.Frame(), &self)
        return walk.activities
    }

    /// Begins a new shell on the same machine: its variables, functions and folder are gone, its images stay.
    mutating func beginShell() { shell = Shell() }

    /// The commands that were not understood since the last call.
    mutating func takeUnread() -> [Place] {
        defer { unread = [] }
        return unread
    }

    mutating func leaveUnread(_ place: Place) { unread.append(place) }

    /// What is known of a variable.
    func value(_ name: String) -> TermText? { shell.variables[name] ?? environment[name] ?? lookup(name) }

    func source(_ name: String) -> Variable.Source? { sources[name] }

    /// A file by its path from the working folder.
    func open(_ path: String) -> SourceFile? {
        guard let folder = shell.folder, !path.hasPrefix("/"), let full = RelativePath.join(folder, path) else {
            return nil
        }
        return file(full)
    }

    /// Says that an image was built or taken under this name, which is where its content comes from.
    mutating func made(_ name: TermText, as content: TermText? = nil) {
        contents[Self.key(name)] = content ?? name
    }

    /// Says that `new` is now another name of `old`.
    mutating func tagged(_ old: TermText, as new: TermText) { contents[Self.key(new)] = content(of: old) }

    func content(of name: TermText) -> TermText { contents[Self.key(name)] ?? name }
    func isMadeHere(_ name: TermText) -> Bool { contents[Self.key(name)] != nil }

    /// A name without a tag means `latest`. Whether a variable at the end holds a tag is not known.
    private static func key(_ name: TermText) -> String {
        let shown = name.shown
        guard case .literal? = name.parts.last else { return shown }
        let last = shown.utf8.lastIndex(of: UInt8(ascii: "/")).map { shown[$0...] } ?? shown[...]
        return last.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") } ? shown : shown + ":latest"
    }
}
