import Advisories
import Basics
import ImageScan
import Parity
import RuleKit
import Workload

/// All that decides how a place is judged: `plimsoll.yml`, and beneath it the settings files of other tools.
struct ReviewSettings: Sendable {
    /// For the judge.
    var settings: Settings
    /// For the loader of workloads: by the path of a Dockerfile, or of its folder, in the tree.
    var roles: [String: Role]
    var attestations: [Attestation]
    /// The environments of its services, and what may differ between them.
    var parity: ParitySettings
    /// What `plimsoll advise` is told.
    var advise: AdviseSection
    /// What images may weigh.
    var budget: ImageBudget?
    /// Vulnerabilities that people accept.
    var vulnerabilities = VulnerabilityIgnores()
    /// The threshold that a settings file names.
    var failOn: FailOn?
    /// What was taken over from other tools.
    var foreign: ForeignSettings
    /// Whether there is a `plimsoll.yml`, or a file given in its place.
    var hasProjectFile: Bool

    /// - Parameters:
    ///   - config: a file to read in place of `plimsoll.yml`.
    ///   - ignoresProjectFile: leaves `plimsoll.yml` aside, as when a new one is written.
    static func read(
        _ place: ReviewPlace, config: String? = nil, level: RuleSet? = nil, today: Day = .today,
        ignoresProjectFile: Bool = false
    ) throws(Failure) -> ReviewSettings {
        let file = ignoresProjectFile ? nil : try projectFile(place, config)
        let project = file ?? ProjectFile()
        var foreign = ForeignSettings()
        if project.readsForeignSettings {
            for (tool, source) in place.foreignFiles { foreign.read(source, of: tool) }
        }
        var settings = project.settings
        settings.today = today
        if let level { settings.set = level }
        if let source = place.lockFile { settings.pins = try ImageLock.read(source).pins }
        foreign.apply(to: &settings)
        return ReviewSettings(
            settings: settings, roles: place.roles(project), attestations: project.attestations,
            parity: project.parity, advise: project.advise, budget: project.budget,
            vulnerabilities: project.vulnerabilities, failOn: project.failOn ?? foreign.failOn, foreign: foreign,
            hasProjectFile: file != nil)
    }

    private static func projectFile(_ place: ReviewPlace, _ config: String?) throws(Failure) -> ProjectFile? {
        if let config {
            let bytes = try ReviewPlace.disk(config).read(config, limit: 1 << 20)
            return try ProjectFile.read(SourceFile(path: config, bytes: bytes))
        }
        guard let source = place.projectFile else { return nil }
        return try ProjectFile.read(source)
    }

    /// What people should know of the settings before they read the findings.
    func notes(_ registry: Registry, _ place: ReviewPlace) -> [Text] {
        var notes = foreign.notes
        let inForce = foreign.files.map(place.shown)
        if !inForce.isEmpty {
            notes.append(
                Text(
                    en: "Settings of \(inForce.joined(separator: ", ")) are in force beneath plimsoll.yml.",
                    ja: "\(inForce.joined(separator: "、")) の設定も適用しています (plimsoll.yml が優先)。"))
        }
        let unknown = settings.rules.keys + settings.ignores.filter { !$0.isForeign }.map(\.rule)
        for name in Set(unknown).sorted()
        where registry.rules(named: name).isEmpty && !PeerName.isShellCheck(name) {
            notes.append(
                Text(
                    en: "plimsoll.yml sets the rule `\(name)`, which does not exist.",
                    ja: "plimsoll.yml で指定されたルール `\(name)` は存在しません。"))
        }
        for attestation in attestations where attestation.expires < settings.today {
            notes.append(
                Text(
                    en: "The attestation of \(attestation.id) expired on \(attestation.expires) and does not count.",
                    ja: "\(attestation.id) の表明は \(attestation.expires) に期限切れとなったため、無効です。"))
        }
        notes += endedAcceptances()
        for entry in settings.ignores {
            guard let ends = entry.ends, entry.isExpired(settings.today),
                !registry.rules(named: entry.rule).isEmpty || PeerName.isShellCheck(entry.rule)
            else { continue }
            let path = place.shown(entry.span.path)
            let line = entry.span.start.line
            notes.append(
                Text(
                    en: "\(path):\(line): the exception for `\(entry.rule)` has ended (\(ends)) and does not count.",
                    ja: "\(path):\(line): `\(entry.rule)` の例外は期限切れ (\(ends)) のため、無効です。"))
        }
        return notes
    }

    /// Vulnerabilities that were accepted until a day that is over.
    func endedAcceptances() -> [Text] {
        vulnerabilities.entries.filter { $0.hasExpired(settings.today) }.map { entry in
            let id = entry.package.map { "\(entry.id) (\($0))" } ?? entry.id
            let day = entry.until?.description ?? ""
            return Text(
                en: "plimsoll.yml accepted \(id) until \(day) (\(entry.reason)); it counts again.",
                ja: "plimsoll.yml による \(id) の許容は \(day) に期限切れとなりました (\(entry.reason))。再び検出の対象になります。")
        }
    }

    /// Accepted vulnerabilities that no image has (any more); nothing where something of an image is not known.
    func needlessAcceptances(_ reports: [VulnerabilityReport?]) -> [Text] {
        let known = reports.compactMap(\.self)
        guard !known.isEmpty, known.count == reports.count, known.allSatisfy({ $0.doubt == nil }) else { return [] }
        return vulnerabilities.unused(for: known.flatMap(\.found)).map { entry in
            let id = entry.package.map { "\(entry.id) (\($0))" } ?? entry.id
            return Text(
                en:
                    "plimsoll.yml accepts \(id), which is not in \(known.count == 1 ? "the image" : "any of the images").",
                ja: "plimsoll.yml で許容している \(id) は、対象のイメージにはありません。")
        }
    }

    /// Further things that only those who tend the settings want to know: exceptions that silence nothing.
    func details(_ silencer: Silencer, _ findings: [Finding], _ place: ReviewPlace) -> [Text] {
        if settings.ignores.isEmpty { return [] }
        // Findings have paths as people see them.
        let used = Set(findings.compactMap { $0.suppression?.kind == .settings ? $0.suppression?.span : nil })
        let unused = settings.ignores.filter { entry in
            var span = entry.span
            span.path = place.shown(span.path)
            return !used.contains(span)
        }
        return silencer.unused(among: unused).map { entry in
            let at = "\(place.shown(entry.span.path)):\(entry.span.start.line)"
            return Text(
                en: "\(at): the exception for `\(entry.rule)` silences nothing here.",
                ja: "\(at): `\(entry.rule)` の例外は、ここでは何も抑制していません。")
        }
    }
}
