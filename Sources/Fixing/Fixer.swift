package import Basics
package import RuleKit
package import Workload

/// Applies fixes one after the other, judging again after each: what does not mend its fault, or makes anything else
/// worse, is not applied.
///
/// Nothing is written here; the outcome holds the changed files.
package struct Fixer {
    private let tree: any FileTree
    private let place: any EditPlace
    private let files: [ContainerFile]
    /// Their paths with links followed; nil for such as may not be edited.
    private let realPaths: [String?]
    private let examiner: Examiner
    private let comparison: Comparison
    private let request: FixRequest

    private var overlay: OverlayTree
    private var examinations: [Examination]
    /// How often each Dockerfile's surroundings changed.
    private var versions: [Int]
    /// Dockerfiles whose sure fixes do not go together.
    private var goesSingly: Set<Int> = []
    private var refusals: [Candidate.Key: (version: Int, finding: Finding, refusal: FixRefusal)] = [:]
    private var declined: [Candidate.Key: Finding] = [:]
    private var isStopped = false
    private var applied: [FixProposal] = []

    /// The bytes of a file that are read: what is edited was written by hand.
    private static let limit = 1 << 20
    /// Far more than there are faults in any file written by hand: a bound against rules at odds with each other.
    private static let mostTrials = 5000

    package init(
        _ files: [ContainerFile], in tree: any FileTree, _ place: any EditPlace, _ examiner: Examiner,
        _ registry: Registry, _ request: FixRequest
    ) {
        self.tree = tree
        self.place = place
        self.files = files
        realPaths = files.map { try? place.resolve($0.path) }
        self.examiner = examiner
        self.request = request
        comparison = Comparison(registry)
        let overlay = OverlayTree(tree, place)
        self.overlay = overlay
        examinations = files.map { examiner.examine($0, in: overlay) }
        versions = files.map { _ in 0 }
    }

    /// Goes over all files until nothing more can be done.
    ///
    /// - Parameter decide: asked for each fix that is not sure, once it is known to work; not called unless `asks`.
    package mutating func run(_ decide: (FixProposal) -> FixDecision = { _ in .apply }) -> FixOutcome {
        var count = -1
        // A fix for one file may have made way for a fix in another.
        while count != applied.count {
            count = applied.count
            for index in files.indices { mend(index, decide) }
        }
        return outcome()
    }

    private mutating func mend(_ index: Int, _ decide: (FixProposal) -> FixDecision) {
        for _ in 0..<Self.mostTrials {
            let candidates = candidates(index)
            let fresh = candidates.filter { refusals[$0.key] == nil }
            if !goesSingly.contains(index), applyTogether(fresh.filter { $0.fix.safety == .safe }, of: index) {
                continue
            }
            let version = versions[index]
            let next = fresh.first ?? candidates.first { (refusals[$0.key]?.version ?? version) != version }
            guard let next else { return }
            attempt(next, of: index, decide)
        }
    }

    private func candidates(_ index: Int) -> [Candidate] {
        Candidate.list(examinations[index], wanted: request.wants, in: overlay).filter { candidate in
            if declined[candidate.key] != nil { return false }
            return candidate.fix.safety == .safe || (request.asks && !isStopped)
        }
    }

    private mutating func attempt(_ candidate: Candidate, of index: Int, _ decide: (FixProposal) -> FixDecision) {
        var candidate = candidate
        let trial: Trial
        do throws(FixError) {
            trial = try tried([candidate], of: index)
        } catch {
            refusals[candidate.key] = (versions[index], candidate.finding, error.refusal)
            return
        }
        candidate.finding.fix = candidate.fix
        let proposal = FixProposal(finding: candidate.finding, fix: candidate.fix, changes: trial.changes)
        if candidate.fix.safety == .ask {
            switch decide(proposal) {
            case .apply: break
            case .stop:
                isStopped = true
                fallthrough
            case .leave:
                declined[candidate.key] = candidate.finding
                return
            }
        }
        refusals[candidate.key] = nil
        accept(trial, [proposal])
    }

    /// Tries all sure fixes that touch different places at once: judging once is faster than judging after each.
    private mutating func applyTogether(_ candidates: [Candidate], of index: Int) -> Bool {
        var batch: [Candidate] = []
        var taken: [String: [Range<Int>]] = [:]
        for candidate in candidates {
            let ranges = Dictionary(grouping: candidate.fix.edits, by: { $0.path ?? files[index].path })
                .mapValues { $0.map(\.range) }
            let isFree = ranges.allSatisfy { path, ranges in
                ranges.allSatisfy { range in !(taken[path] ?? []).contains { $0.touches(range) } }
            }
            guard isFree else { continue }
            for (path, ranges) in ranges { taken[path, default: []] += ranges }
            batch.append(candidate)
        }
        guard batch.count > 1 else { return false }
        do throws(FixError) {
            let trial = try tried(batch, of: index)
            let proposals = batch.enumerated().map { number, candidate in
                FixProposal(
                    finding: candidate.finding, fix: candidate.fix, changes: number == 0 ? trial.changes : [])
            }
            accept(trial, proposals)
            return true
        } catch {
            goesSingly.insert(index)
            return false
        }
    }

    private struct FixError: Error {
        var refusal: FixRefusal
    }

    private struct Trial {
        var overlay: OverlayTree
        var changes: [FileChange]
        var examinations: [Int: Examination]
    }

    /// The files and findings with some fixes applied at once. Throws when they are no gain.
    private func tried(_ candidates: [Candidate], of index: Int) throws(FixError) -> Trial {
        var trial = Trial(overlay: overlay, changes: [], examinations: [:])
        var edits: [String: [Edit]] = [:]
        var order: [String] = []
        for candidate in candidates {
            for edit in candidate.fix.edits {
                let path = try resolved(edit.path, of: index)
                if edits[path] == nil { order.append(path) }
                edits[path, default: []].append(edit)
            }
        }
        for path in order {
            let before = try bytes(path)
            guard let after = FileEdits.apply(edits[path] ?? [], to: before) else {
                throw FixError(refusal: .unfit)
            }
            guard after != before else { continue }
            trial.changes.append(FileChange(path: path, before: before, after: after))
            trial.overlay.set(path, after)
        }
        guard !trial.changes.isEmpty else { throw FixError(refusal: .unfit) }
        let concerned = concerned(by: trial.changes.map(\.path), from: index)
        for index in concerned { trial.examinations[index] = examiner.examine(files[index], in: trial.overlay) }
        let objection = comparison.objection(
            to: candidates.map(\.finding), before: concerned.map { examinations[$0] },
            after: concerned.compactMap { trial.examinations[$0] })
        if let objection { throw FixError(refusal: objection) }
        return trial
    }

    private func resolved(_ path: String?, of index: Int) throws(FixError) -> String {
        let file = files[index]
        let path = path ?? file.path
        do throws(Failure) {
            if file.inline != nil, path == file.path { throw .notEditable(path, .inline) }
            return try place.resolve(path)
        } catch {
            throw FixError(refusal: .file(error))
        }
    }

    /// How a file stands now; nil when it is not there.
    private func bytes(_ path: String) throws(FixError) -> [UInt8]? {
        do throws(Failure) {
            let bytes = try overlay.read(path, limit: Self.limit)
            if !request.editsGenerated, GeneratedMark.isIn(bytes) { throw .notEditable(path, .generated) }
            return bytes
        } catch {
            if error.code == .notFound { return nil }
            throw FixError(refusal: .file(error))
        }
    }

    /// The Dockerfiles whose judgement may hang on the files: a Dockerfile's own, and all whose context holds another.
    private func concerned(by paths: [String], from index: Int) -> [Int] {
        files.indices.filter { other in
            if other == index { return true }
            return paths.contains { path in
                if realPaths[other] == path { return true }
                if realPaths.contains(path) { return false }
                return examinations[other].workloads.contains { workload in
                    guard let context = workload.context else { return false }
                    return context.isEmpty || path.utf8.starts(with: (context + "/").utf8)
                }
            }
        }
    }

    private mutating func accept(_ trial: Trial, _ proposals: [FixProposal]) {
        overlay = trial.overlay
        for (index, examination) in trial.examinations {
            examinations[index] = examination
            versions[index] += 1
        }
        applied += proposals
    }

    private func outcome() -> FixOutcome {
        var outcome = FixOutcome()
        outcome.applied = applied
        var left: Set<Candidate.Key> = []
        for examination in examinations {
            for candidate in Candidate.list(examination, wanted: request.wants, in: overlay)
            where left.insert(candidate.key).inserted {
                if let refused = refusals[candidate.key] {
                    outcome.refused.append(.init(finding: candidate.finding, refusal: refused.refusal))
                } else if declined[candidate.key] != nil {
                    outcome.declined.append(candidate.finding)
                } else {
                    outcome.waiting.append(candidate.finding)
                }
            }
        }
        for (path, after) in overlay.changes.sorted(by: { $0.key < $1.key }) {
            let before = try? tree.read(path, limit: Self.limit)
            if before != after { outcome.changes.append(FileChange(path: path, before: before, after: after)) }
        }
        return outcome
    }
}

/// Which fixes are wanted.
package struct FixRequest: Sendable {
    /// Whether fixes that change what is built or run are wanted as well, each after a decision.
    package var asks: Bool
    /// Whether files that say that a tool writes them are edited.
    package var editsGenerated: Bool
    /// Ids of rules; nil for all.
    package var rules: Set<String>?

    package init(asks: Bool = false, editsGenerated: Bool = false, rules: Set<String>? = nil) {
        self.asks = asks
        self.editsGenerated = editsGenerated
        self.rules = rules
    }

    func wants(_ finding: Finding) -> Bool { rules?.contains(finding.rule) ?? true }
}
