#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Base scores of CVSS 3.0 and 3.1 (their specifications, section 7.1 and 8.1).
enum CVSS3 {
    static func tenths(_ metrics: CVSSMetrics, isRounded: Bool) -> Int {
        let isChanged = metrics["S"] == "C"
        let missed = ["C", "I", "A"].reduce(1.0) { $0 * (1 - weight(metrics[Substring($1)])) }
        let base = 1 - missed
        let impact = isChanged ? 7.52 * (base - 0.029) - 3.25 * pow(base - 0.02, 15) : 6.42 * base
        guard impact > 0 else { return 0 }
        let reach =
            8.22 * vector(metrics["AV"]) * (metrics["AC"] == "L" ? 0.77 : 0.44)
            * privileges(metrics["PR"], isChanged) * (metrics["UI"] == "N" ? 0.85 : 0.62)
        let sum = min((isChanged ? 1.08 : 1) * (impact + reach), 10)
        return isRounded ? roundUp(sum) : Int((sum * 10 - 1e-9).rounded(.up))
    }

    /// The smallest tenth that is not below, after the noise of binary fractions is taken off as 3.1 tells to.
    private static func roundUp(_ score: Double) -> Int {
        let whole = Int((score * 100_000).rounded())
        return whole % 10_000 == 0 ? whole / 10_000 : whole / 10_000 + 1
    }

    private static func weight(_ value: Substring) -> Double {
        switch value {
        case "H": 0.56
        case "L": 0.22
        default: 0
        }
    }

    private static func vector(_ value: Substring) -> Double {
        switch value {
        case "N": 0.85
        case "A": 0.62
        case "L": 0.55
        default: 0.2
        }
    }

    private static func privileges(_ value: Substring, _ isChanged: Bool) -> Double {
        switch value {
        case "N": 0.85
        case "L": isChanged ? 0.68 : 0.62
        default: isChanged ? 0.5 : 0.27
        }
    }
}

/// Base scores of CVSS 2 (section 3.2.1 of its guide).
enum CVSS2 {
    static func tenths(_ metrics: CVSSMetrics) -> Int {
        let missed = ["C", "I", "A"].reduce(1.0) { $0 * (1 - weight(metrics[Substring($1)])) }
        let impact = 10.41 * (1 - missed)
        let vector = metrics["AV"] == "N" ? 1.0 : metrics["AV"] == "A" ? 0.646 : 0.395
        let complexity = metrics["AC"] == "L" ? 0.71 : metrics["AC"] == "M" ? 0.61 : 0.35
        let authentication = metrics["Au"] == "N" ? 0.704 : metrics["Au"] == "S" ? 0.56 : 0.45
        let reach = 20 * vector * complexity * authentication
        let score = (0.6 * impact + 0.4 * reach - 1.5) * (impact == 0 ? 0 : 1.176)
        return Int((score * 10 + 1e-9).rounded())
    }

    private static func weight(_ value: Substring) -> Double {
        switch value {
        case "C": 0.66
        case "P": 0.275
        default: 0
        }
    }
}
