/// From which severity on findings fail a review.
package enum FailOn: Sendable, Hashable {
    case severity(Severity)
    case never

    package init?(_ text: String) {
        if text == "never" {
            self = .never
        } else if let severity = Severity(rawValue: text) {
            self = .severity(severity)
        } else {
            return nil
        }
    }

    /// What `plimsoll.yml` and `--fail-on` call it.
    package var name: String {
        switch self {
        case .severity(let severity): severity.rawValue
        case .never: "never"
        }
    }

    package static let names = Severity.allCases.map(\.rawValue) + ["never"]

    /// Whether a fault of that severity fails the review.
    package func fails(_ severity: Severity) -> Bool {
        if case .severity(let threshold) = self { severity >= threshold } else { false }
    }
}
