import Basics
import ECSModel
import Templates

/// The use of an action with what is known around it.
struct ActionContext {
    let use: ActionUse
    /// The mapping behind `with`.
    let inputs: DocumentNode?
    let source: SourceFile
    let scope: ExpressionScope
    /// For each combination of the matrix the architecture of its machine and what expressions mean in it; one when
    /// there is no matrix.
    let runners: [(architecture: String?, scope: ExpressionScope)]
    let runnerKind: Runner.Kind
    let rights: Rights?
    /// Whether an earlier step of the job set up emulators, or builders that are no part of the machine.
    let hasEmulators: Bool
    let hasRemoteBuilders: Bool
    /// Whether a file is there, by its path in the repository.
    let exists: (String) -> Bool

    var place: Place { use.place }

    func value(_ name: String) -> TermText? { use.input(name)?.value }

    /// An input that is a truth value; nil when it is not given or open.
    func flag(_ name: String) -> Bool? {
        switch value(name)?.known?.lowercased() {
        case "true", "1", "yes": true
        case "false", "0", "no", "": false
        default: nil
        }
    }

    /// Whether an input is given but open.
    func isOpen(_ name: String) -> Bool { value(name).map { $0.known == nil } ?? false }

    /// The place of an input's value.
    func place(of name: String) -> Place? { use.input(name)?.place }

    /// The mapping's value of an input.
    private func node(_ name: String) -> DocumentNode? {
        inputs?.entries.last { $0.name.lowercased() == name }?.value
    }

    /// The lines of an input, each with its place, those that an output of an earlier step lists in the place of that
    /// output.
    func lines(_ name: String, commas: Bool = false) -> [Activity.ImageUse] {
        guard let node = node(name) else { return [] }
        var found: [Activity.ImageUse] = []
        for line in ScalarLines.lines(of: node, in: source) {
            for piece in Self.pieces(line.text, commas) {
                if let listed = scope.list(piece) {
                    found += listed
                    continue
                }
                let values = scope.text(piece).split { $0 == "\n" || (commas && $0 == ",") }
                found += values.map { Activity.ImageUse($0, line.place) }
            }
        }
        return found
    }

    /// The images of the output that an input names, where that lists images.
    func listed(_ name: String) -> [Activity.ImageUse] {
        node(name)?.string.flatMap { scope.list($0) } ?? []
    }

    /// The parts between the commas of a line as written, those within expressions left alone.
    private static func pieces(_ line: String, _ commas: Bool) -> [String] {
        guard commas, line.has(","), !line.has("${{") else { return [line] }
        return line.split(separator: ",").map(String.init)
    }

    /// An image that an input names.
    func image(_ name: String) -> [Activity.ImageUse] {
        guard let found = use.input(name), found.value.known != "" else { return [] }
        return [Activity.ImageUse(found.value, found.place)]
    }

    /// What an input says in each combination of the matrix, with the machine's architecture.
    func values(_ name: String) -> [(value: TermText, architecture: String?)] {
        guard let text = node(name)?.string else { return [] }
        return runners.map { ($0.scope.text(text), $0.architecture) }
    }
}

/// What an action does, as far as the review knows it.
struct ActionReading {
    var activities: [Activity] = []
    /// Whether that is all that the review asks about.
    var isUnderstood = true
    /// Its outputs by name.
    var outputs: [String: TermText] = [:]
    /// Outputs that list images.
    var lists: [String: [Activity.ImageUse]] = [:]

    init(_ activities: [Activity] = [], isUnderstood: Bool = true) {
        self.activities = activities
        self.isUnderstood = isUnderstood
    }

    static let unknown = ActionReading(isUnderstood: false)
}
