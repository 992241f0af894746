/// Scores of CVSS 4.0: a vector falls into one of 270 groups of equal severity (its macro vector), and its score lies
/// between that of its group and those of the next lower ones (section 8 of the specification).
///
/// All in whole numbers, so that rounding is exact.
enum CVSS4 {
    static func tenths(_ metrics: CVSSMetrics) -> Int {
        let levels = Levels(metrics)
        if levels.hasNoImpact { return 0 }
        let macro = levels.macro
        guard let value = score(macro) else { return 0 }
        var count = 0
        // In 840ths of a tenth: all depths divide that.
        var sum = 0
        func take(_ lower: Int?, distance: Int, depth: Int) {
            guard let lower, lower <= value else { return }
            count += 1
            sum += (value - lower) * distance * (840 / depth)
        }
        for group in [0, 1, 3] {
            var next = macro
            next[group] += 1
            take(score(next), distance: levels.distance(group), depth: depths[group][macro[group]])
        }
        take(
            lowerImpact(macro), distance: levels.distance(2),
            depth: macro[2] == 0 ? 7 - macro[5] : macro[2] == 1 ? 8 : 10)
        var next = macro
        next[4] += 1
        take(score(next), distance: 0, depth: 1)
        guard count > 0 else { return value }
        let whole = 840 * count
        // Half a tenth goes up.
        return max(0, min(100, (2 * (value * whole - sum) + whole) / (2 * whole)))
    }

    /// How many steps lie between the highest and the lowest vector of a level, by group.
    private static let depths = [[1, 4, 5], [1, 2], [], [6, 5, 4]]

    /// Groups 3 and 6 lower together: of two ways down, the one that loses less.
    private static func lowerImpact(_ macro: [Int]) -> Int? {
        var left = macro
        var right = macro
        left[5] += 1
        right[2] += 1
        switch (macro[2], macro[5]) {
        case (0, 0):
            guard let left = score(left), let right = score(right) else { return nil }
            return max(left, right)
        case (1, 0): return score(left)
        case (_, 1): return score(right)
        default: return nil
        }
    }

    /// The score of a macro vector in tenths; nil where there is no such one.
    private static func score(_ macro: [Int]) -> Int? {
        let sizes = [3, 2, 3, 3, 3, 2]
        var index = 0
        for (level, size) in zip(macro, sizes) {
            guard level < size else { return nil }
            index = index * size + level
        }
        let score = scores[index]
        return score == 0 ? nil : score
    }

    /// By macro vector, the last group fastest; 0 for the combinations that cannot be (the third at 2, the last at 0).
    /// From the specification's table.
    private static let scores = [
        100, 99, 98, 95, 95, 92, 100, 96, 93, 87, 91, 81, 93, 90, 89, 80, 81, 68,
        98, 95, 95, 92, 90, 84, 93, 92, 89, 81, 81, 65, 88, 80, 78, 70, 69, 48,
        0, 92, 0, 82, 0, 72, 0, 79, 0, 69, 0, 50, 0, 69, 0, 55, 0, 27,
        99, 97, 95, 92, 92, 85, 95, 91, 90, 83, 84, 71, 92, 81, 82, 71, 72, 53,
        95, 93, 92, 85, 85, 73, 92, 82, 80, 72, 70, 59, 84, 70, 71, 52, 50, 30,
        0, 86, 0, 75, 0, 52, 0, 71, 0, 52, 0, 29, 0, 63, 0, 29, 0, 17,
        98, 95, 94, 87, 91, 81, 94, 89, 86, 74, 77, 64, 87, 75, 74, 63, 63, 49,
        94, 89, 88, 77, 76, 67, 86, 76, 74, 58, 59, 50, 72, 57, 57, 52, 52, 25,
        0, 83, 0, 70, 0, 54, 0, 65, 0, 58, 0, 26, 0, 53, 0, 21, 0, 13,
        95, 90, 88, 76, 76, 70, 90, 77, 75, 62, 61, 53, 77, 66, 68, 59, 52, 30,
        89, 78, 76, 67, 62, 58, 74, 59, 57, 57, 47, 23, 61, 52, 57, 29, 24, 16,
        0, 71, 0, 59, 0, 30, 0, 58, 0, 26, 0, 15, 0, 23, 0, 13, 0, 6,
        93, 87, 86, 72, 75, 58, 86, 74, 74, 61, 56, 34, 70, 54, 52, 40, 40, 22,
        85, 75, 74, 55, 62, 51, 72, 57, 55, 41, 46, 19, 53, 36, 34, 19, 19, 8,
        0, 64, 0, 51, 0, 20, 0, 47, 0, 21, 0, 11, 0, 24, 0, 9, 0, 4,
        88, 75, 73, 53, 60, 50, 73, 55, 59, 40, 41, 20, 54, 43, 45, 22, 20, 11,
        75, 55, 58, 45, 40, 21, 61, 51, 48, 18, 20, 9, 46, 18, 17, 7, 8, 2,
        0, 53, 0, 24, 0, 14, 0, 24, 0, 12, 0, 5, 0, 10, 0, 3, 0, 1,
    ]
}
