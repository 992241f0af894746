import Basics

/// The faults in one file by rule and place, so that thousands of pragmas need not look at each of thousands of faults.
struct FaultIndex {
    private struct Place {
        var index: Int
        var range: Range<Int>
    }

    /// Of each rule: the places in order, and the length of the longest.
    private var byRule: [String: (places: [Place], longest: Int)] = [:]

    init(_ findings: [Finding], _ path: String) {
        for (index, finding) in findings.enumerated() where finding.verdict == .fault && finding.span.path == path {
            byRule[finding.rule, default: ([], 0)].places.append(Place(index: index, range: finding.span.bytes))
        }
        byRule = byRule.mapValues { places, _ in
            (places.sorted { $0.range.lowerBound < $1.range.lowerBound }, places.map(\.range.count).max() ?? 0)
        }
    }

    /// The indexes of the findings of these rules that touch a range.
    func touched(by scope: Range<Int>, of rules: Set<String>) -> [Int] {
        var result: [Int] = []
        for rule in rules {
            guard let (places, longest) = byRule[rule] else { continue }
            // The first that could reach the range.
            var low = 0
            var high = places.count
            while low < high {
                let middle = (low + high) / 2
                if places[middle].range.lowerBound + longest < scope.lowerBound {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            for place in places[low...] {
                if place.range.lowerBound > scope.upperBound { break }
                if scope.touches(place.range) { result.append(place.index) }
            }
        }
        return result
    }
}
