extension CVSS4 {
    /// The metrics as steps down from the worst value, modified ones before plain ones, and what follows from them.
    struct Levels {
        private var steps: [Substring: Int] = [:]

        private static let values: [(names: [Substring], values: [Substring])] = [
            (["AV"], ["N", "A", "L", "P"]), (["PR"], ["N", "L", "H"]), (["UI"], ["N", "P", "A"]),
            (["AC"], ["L", "H"]), (["AT"], ["N", "P"]), (["VC", "VI", "VA"], ["H", "L", "N"]),
            (["SC", "SI", "SA"], ["S", "H", "L", "N"]),
        ]

        init(_ metrics: CVSSMetrics) {
            for (names, values) in Self.values {
                for name in names {
                    let modified = metrics["M" + name]
                    steps[name] = values.firstIndex(of: modified == "X" ? metrics[name] : modified) ?? 0
                }
            }
            // Not defined is the worst.
            for name in ["CR", "IR", "AR"] as [Substring] {
                steps[name] = ["H", "M", "L"].firstIndex(of: metrics[name]) ?? 0
            }
            steps["E"] = ["A", "P", "U"].firstIndex(of: metrics["E"]) ?? 0
        }

        private func step(_ name: Substring) -> Int { steps[name] ?? 0 }

        var hasNoImpact: Bool {
            ["VC", "VI", "VA"].allSatisfy { step($0) == 2 } && ["SC", "SI", "SA"].allSatisfy { step($0) == 3 }
        }

        /// The levels of the six groups.
        var macro: [Int] {
            let open = ["AV", "PR", "UI"].filter { step($0) == 0 }.count
            let reach = open == 3 ? 0 : step("AV") == 3 || open == 0 ? 2 : 1
            let effort = step("AC") == 0 && step("AT") == 0 ? 0 : 1
            let isHigh = ["VC", "VI", "VA"].map { step($0) == 0 }
            let impact = isHigh[0] && isHigh[1] ? 0 : isHigh.contains(true) ? 1 : 2
            let safety = step("SI") == 0 || step("SA") == 0
            let beyond = safety ? 0 : ["SC", "SI", "SA"].contains { step($0) == 1 } ? 1 : 2
            let demands = zip(isHigh, ["CR", "IR", "AR"]).contains { $0 && step($1) == 0 }
            return [reach, effort, impact, beyond, step("E"), demands ? 0 : 1]
        }

        /// How many steps lie between this vector and the highest one of its level that it does not exceed.
        func distance(_ group: Int) -> Int {
            let macro = macro
            for highest in Self.highest(group, macro) {
                let distances = highest.map { step($0.key) - $0.value }
                if distances.allSatisfy({ $0 >= 0 }) { return distances.reduce(0, +) }
            }
            return 0
        }

        /// The highest vectors of a group's level, as steps.
        private static func highest(_ group: Int, _ macro: [Int]) -> [[Substring: Int]] {
            switch group {
            case 0:
                let vectors = [[[0, 0, 0]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[3, 0, 0], [1, 1, 1]]]
                return vectors[macro[0]].map { ["AV": $0[0], "PR": $0[1], "UI": $0[2]] }
            case 1:
                let vectors = [[[0, 0]], [[1, 0], [0, 1]]]
                return vectors[macro[1]].map { ["AC": $0[0], "AT": $0[1]] }
            case 2:
                return impacts(macro).map {
                    ["VC": $0[0], "VI": $0[1], "VA": $0[2], "CR": $0[3], "IR": $0[4], "AR": $0[5]]
                }
            default:
                let vectors = [[1, 0, 0], [1, 1, 1], [2, 2, 2]]
                return [["SC": vectors[macro[3]][0], "SI": vectors[macro[3]][1], "SA": vectors[macro[3]][2]]]
            }
        }

        private static func impacts(_ macro: [Int]) -> [[Int]] {
            switch (macro[2], macro[5]) {
            case (0, 0): [[0, 0, 0, 0, 0, 0]]
            case (0, _): [[0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 1]]
            case (1, 0): [[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]]
            case (1, _):
                [
                    [1, 0, 1, 0, 1, 0], [1, 0, 0, 0, 1, 1], [0, 1, 0, 1, 0, 1], [0, 1, 1, 1, 0, 0],
                    [1, 1, 0, 0, 0, 1],
                ]
            default: [[1, 1, 1, 0, 0, 0]]
            }
        }
    }
}
