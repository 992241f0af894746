import Basics
import Fixing
import Foundation
import RuleKit
import Rules
import Workload

/// Finds the files, tries the fixes, and holds what came of it until it is written.
struct FixRun {
    struct Request: Sendable {
        var paths: [String]
        var level: RuleSet?
        var config: String?
        /// Rules by any of their names; empty for all.
        var rules: [String] = []
        var asks = false
        var editsGenerated = false
        var today = Day.today
    }

    let place: ReviewPlace
    let registry = Registry.all
    private(set) var outcome = FixOutcome()
    private let request: Request
    private let rules: Set<String>?
    private let settings: Settings
    private let roles: [String: Role]

    /// Throws when the request names what does not exist.
    init(_ request: Request) throws(Failure) {
        self.request = request
        place = try ReviewPlace(request.paths)
        let project = try ReviewSettings.read(
            place, config: request.config, level: request.level, today: request.today)
        var settings = project.settings
        var ids: Set<String> = []
        for name in request.rules {
            let named = registry.rules(named: name)
            guard !named.isEmpty else { throw Self.unknown(name, registry) }
            for rule in named {
                ids.insert(rule.about.id)
                // Who names a rule wants it to look, at whatever level.
                if settings.rules[rule.about.id] == nil { settings.rules[rule.about.id] = .init(isOn: true) }
            }
        }
        rules = request.rules.isEmpty ? nil : ids
        self.settings = settings
        roles = project.roles
    }

    private static func unknown(_ name: String, _ registry: Registry) -> Failure {
        let names = registry.rules.flatMap { [$0.about.id, $0.slug] + $0.about.aliases }
        let near = names.map { ($0, EditDistance.between($0.lowercased(), name.lowercased())) }
            .min { $0.1 < $1.1 }.flatMap { $0.1 <= 3 ? $0.0 : nil }
        return Failure(
            .invalid,
            Text(
                en: "no rule is named `\(name)`." + (near.map { " Did you mean `\($0)`?" } ?? "")
                    + " `plimsoll rules` lists the rules.",
                ja: "`\(name)` という名前のルールはありません。" + (near.map { "`\($0)` の誤りではありませんか。" } ?? "")
                    + "ルールの一覧は `plimsoll rules` で確認できます。"))
    }

    /// Tries the fixes. Nothing is written yet.
    mutating func run(_ decide: (FixProposal) -> FixDecision = { _ in .apply }) async {
        let judge = Judge(registry, settings)
        let history = await history(judge)
        let examiner = Examiner(roles: roles) { workload in
            judge.judge(history.map { workload.with($0) } ?? workload)
        }
        let edits: any EditPlace =
            place.folder.map { DiskPlace(root: $0) } ?? MemoryPlace(only: [ReviewPlace.standardInput])
        var fixer = Fixer(
            place.found.dockerfiles, in: place.tree, edits, examiner, registry,
            FixRequest(asks: request.asks, editsGenerated: request.editsGenerated, rules: rules))
        outcome = fixer.run(decide)
    }

    /// The history of the files where a rule has something to say with it; looked up once for all rounds.
    private func history(_ judge: Judge) async -> ChangeHistory? {
        let rule = "WL401"
        guard registry.rule(rule) != nil, rules?.contains(rule) ?? true else { return nil }
        let loader = WorkloadLoader(tree: place.tree, roles: roles)
        let matters = place.found.dockerfiles.contains { file in
            loader.workloads(of: file).contains { workload in
                judge.judge(workload).contains { $0.rule == rule && $0.verdict == .fault }
            }
        }
        return matters ? await GitHistory(folder: place.folder).value() : nil
    }

    /// Writes all changed files, or none.
    func write() throws(Failure) {
        guard let folder = place.folder else { return }
        try DiskPlace(root: folder).write(outcome.changes)
    }

    /// The patch of all changes: by paths from where the user stands, or from the root of what is reviewed when a file
    /// lies elsewhere, as no program takes a patch that leads out of its folder.
    func patch() -> [UnifiedDiff] {
        outcome.changes.map { change in
            UnifiedDiff(
                path: patchFolder == nil ? shown(change.path) : change.path, before: change.before, after: change.after)
        }
    }

    /// The folder that the patch applies in; nil when it is the one where the user stands.
    var patchFolder: String? {
        let isElsewhere = outcome.changes.map { shown($0.path) }.contains { $0.hasPrefix("/") || $0.hasPrefix("../") }
        return isElsewhere ? place.folder : nil
    }

    /// A path as the user sees it; what comes from standard input is called as its kind is.
    func shown(_ path: String) -> String {
        path == ReviewPlace.standardInput ? "Dockerfile" : place.shown(path)
    }

    /// Whether a file that builds images could not be read, or there is none.
    var isIncomplete: Bool {
        place.found.dockerfiles.isEmpty || place.found.containerFiles.contains { !$0.isFound }
    }
}
