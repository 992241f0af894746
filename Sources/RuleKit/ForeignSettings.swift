package import Basics

/// What the settings files of other tools ask for, in our terms.
package struct ForeignSettings: Sendable {
    /// The files it comes from, in the order they were read.
    package var files: [String] = []
    package var ignores: [IgnoreEntry] = []
    package var rules: [String: Settings.RuleSetting] = [:]
    package var failOn: FailOn?
    package var trustedRegistries: [String]?
    package var labels: [LabelRequirement]?
    package var isStrictAboutLabels = false
    package var readsHadolintPragmas = true
    /// What people should know: files that cannot be read, values that mean nothing.
    package var notes: [Text] = []

    package init() {}

    /// The tools whose files are read, each with the names it looks for; the first that is there counts.
    package static let names: [(tool: ForeignTool, names: [String])] = [
        (.hadolint, [".hadolint.yaml", ".hadolint.yml"]),
        (.trivy, [".trivyignore", ".trivyignore.yaml", ".trivyignore.yml"]),
        (.checkov, [".checkov.yaml", ".checkov.yml"]),
    ]

    /// Takes a file in. A file that cannot be read becomes a note: it is not ours to refuse.
    package mutating func read(_ source: SourceFile, of tool: ForeignTool) {
        do throws(Failure) {
            switch tool {
            case .hadolint: try readHadolint(source)
            case .trivy:
                if source.path.hasSuffix(".trivyignore") { readTrivyLines(source) } else { try readTrivyYAML(source) }
            case .checkov: try readCheckov(source)
            }
            files.append(source.path)
        } catch {
            notes.append(
                Text(
                    en: "\(source.path) could not be read, and nothing of it counts: \(error.text(.english))",
                    ja: "\(source.path) を読み込めないため、その設定は適用していません: \(error.text(.japanese))"))
        }
    }

    mutating func warn(_ source: SourceFile, _ range: Range<Int>, _ text: Text) {
        let span = source.span(range)
        let place = "\(span.path):\(span.start.line): "
        notes.append(Text(en: place + text.en, ja: place + text.ja))
    }

    /// Lays these under what `plimsoll.yml` says: its own word on a matter counts alone.
    package func apply(to settings: inout Settings) {
        settings.ignores += ignores
        settings.foreignRules = rules
        if !readsHadolintPragmas { settings.readsHadolintPragmas = false }
        guard trustedRegistries != nil || labels != nil || isStrictAboutLabels else { return }
        let own = settings.policy
        let takesLabels = own?.labels == nil && own?.isStrict != true
        settings.policy = Policy(
            trustedRegistries: own?.trustedRegistries ?? trustedRegistries,
            labels: takesLabels ? labels : own?.labels,
            isStrict: takesLabels ? isStrictAboutLabels : own?.isStrict == true)
    }
}

/// A tool whose settings files are taken over.
package enum ForeignTool: Sendable, Hashable, CaseIterable {
    case hadolint, trivy, checkov
}
