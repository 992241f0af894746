/// The score of a CVSS vector, exactly as FIRST's specifications compute it.
///
/// Version 2 and 3 give the base score; version 4 has one score over all metrics that the vector states.
package struct CVSS: Sendable, Hashable {
    package enum Version: String, Sendable, Hashable, Comparable {
        case v2 = "2.0"
        case v30 = "3.0"
        case v31 = "3.1"
        case v4 = "4.0"

        package static func < (a: Version, b: Version) -> Bool { a.rawValue < b.rawValue }
    }

    package var version: Version
    package var vector: String
    /// 0 to 10 in tenths.
    package var tenths: Int
    package var score: Double { Double(tenths) / 10 }

    /// Nil for a vector that the specification does not allow: a metric unknown, given twice or missing, a value that it
    /// does not have.
    package init?(_ vector: String) {
        let (version, metrics): (Version, CVSSMetrics?) =
            if vector.hasPrefix("CVSS:4.0/") {
                (.v4, CVSSMetrics(vector.dropFirst(9), CVSSMetrics.v4))
            } else if vector.hasPrefix("CVSS:3.1/") {
                (.v31, CVSSMetrics(vector.dropFirst(9), CVSSMetrics.v3))
            } else if vector.hasPrefix("CVSS:3.0/") {
                (.v30, CVSSMetrics(vector.dropFirst(9), CVSSMetrics.v3))
            } else {
                (.v2, CVSSMetrics(vector[...], CVSSMetrics.v2))
            }
        guard let metrics else { return nil }
        self.version = version
        self.vector = vector
        tenths =
            switch version {
            case .v4: CVSS4.tenths(metrics)
            case .v30, .v31: CVSS3.tenths(metrics, isRounded: version == .v31)
            case .v2: CVSS2.tenths(metrics)
            }
    }

    /// Version 2 knows neither `none` nor `critical`.
    package var level: Vulnerability.Level {
        switch tenths {
        case 90... where version != .v2: .critical
        case 70...: .high
        case 40...: .medium
        case 1...: .low
        default: version == .v2 ? .low : .none
        }
    }

    /// The level of a score alone, by version 3's and 4's scale.
    package static func level(of score: Double) -> Vulnerability.Level {
        switch score {
        case 9...: .critical
        case 7...: .high
        case 4...: .medium
        case 0.05...: .low
        default: .none
        }
    }
}

/// The metrics of a vector, checked against what its version allows.
struct CVSSMetrics {
    private var values: [Substring: Substring] = [:]

    struct Rule {
        var values: [Substring]
        var isNeeded: Bool
    }

    subscript(name: Substring) -> Substring { values[name] ?? "X" }

    init?(_ vector: Substring, _ rules: [Substring: Rule]) {
        for field in vector.split(separator: "/", omittingEmptySubsequences: false) {
            let pair = field.split(separator: ":", omittingEmptySubsequences: false)
            guard pair.count == 2, let rule = rules[pair[0]], rule.values.contains(pair[1]),
                values.updateValue(pair[1], forKey: pair[0]) == nil
            else { return nil }
        }
        for (name, rule) in rules where rule.isNeeded { guard values[name] != nil else { return nil } }
    }

    private static func rules(_ needed: String, _ optional: String) -> [Substring: Rule] {
        var rules: [Substring: Rule] = [:]
        for (text, isNeeded) in [(needed, true), (optional, false)] {
            for word in text.split(separator: " ") {
                let parts = word.split(separator: ":")
                guard parts.count == 2 else { continue }
                for name in parts[0].split(separator: ",") {
                    rules[name] = Rule(values: parts[1].split(separator: ","), isNeeded: isNeeded)
                }
            }
        }
        return rules
    }

    static let v2 = rules(
        "AV:L,A,N AC:H,M,L Au:M,S,N C,I,A:N,P,C",
        "E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND CR,IR,AR:L,M,H,ND")

    static let v3 = rules(
        "AV:N,A,L,P AC:L,H PR:N,L,H UI:N,R S:U,C C,I,A:H,L,N",
        """
        E:X,U,P,F,H RL:X,O,T,W,U RC:X,U,R,C CR,IR,AR:X,L,M,H MAV:X,N,A,L,P MAC:X,L,H MPR:X,N,L,H MUI:X,N,R MS:X,U,C \
        MC,MI,MA:X,N,L,H
        """)

    static let v4 = rules(
        "AV:N,A,L,P AC:L,H AT:N,P PR:N,L,H UI:N,P,A VC,VI,VA,SC,SI,SA:H,L,N",
        """
        E:X,A,P,U CR,IR,AR:X,H,M,L MAV:X,N,A,L,P MAC:X,L,H MAT:X,N,P MPR:X,N,L,H MUI:X,N,P,A MVC,MVI,MVA,MSC:X,H,L,N \
        MSI,MSA:X,H,L,N,S S:X,N,P AU:X,N,Y R:X,A,U,I V:X,D,C RE:X,L,M,H U:X,Clear,Green,Amber,Red
        """)
}
