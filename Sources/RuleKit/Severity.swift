package import Basics

/// How much harm a fault does.
package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable, Codable {
    case style, low, medium, high, critical

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    package var title: Text {
        switch self {
        case .style: Text(en: "style", ja: "体裁")
        case .low: Text(en: "low", ja: "低")
        case .medium: Text(en: "medium", ja: "中")
        case .high: Text(en: "high", ja: "高")
        case .critical: Text(en: "critical", ja: "重大")
        }
    }
}

/// Which rules judge: each set holds the ones before it.
package enum RuleSet: String, Sendable, Hashable, Comparable, CaseIterable, Codable {
    /// Strong evidence of harm only: the default.
    case calm
    /// Also what good teams do without anybody being hurt at once.
    case strict
    /// Also matters of taste.
    case style

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (a: RuleSet, b: RuleSet) -> Bool { a.rank < b.rank }
}
