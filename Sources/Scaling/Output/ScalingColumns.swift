/// Minutes gathered into the columns of a plot.
struct ScalingColumns {
    struct Column {
        /// Greatest values of the column's minutes; nil where there are none.
        var load: Double?
        var value: Double?
        /// Averages.
        var desired: Double
        var running: Double
    }

    let columns: [Column]
    let minutes: Int

    init(_ run: ScalingRun, count: Int) {
        let total = run.minutes.count
        minutes = total
        columns = (0..<max(1, total == 0 ? 0 : count)).compactMap { index in
            let from = index * total / max(1, count)
            let range = from..<min(total, max(from + 1, (index + 1) * total / max(1, count)))
            guard !range.isEmpty else { return nil }
            let part = run.minutes[range]
            let count = Double(part.count)
            return Column(
                load: part.compactMap(\.load).max(), value: part.compactMap(\.value).max(),
                desired: part.reduce(0) { $0 + Double($1.desired) } / count,
                running: part.reduce(0) { $0 + $1.running } / count)
        }
    }

    /// A round number at or above a value, for the end of an axis: 1, 2, 2.5 or 5 times a power of ten.
    static func end(above value: Double) -> Double {
        guard value.isFinite, value > 0 else { return 1 }
        var power = 1.0
        while power * 10 <= value { power *= 10 }
        while power > value { power /= 10 }
        for factor in [1.0, 1.5, 2, 2.5, 3, 4, 5, 6, 8] where factor * power >= value * 0.999999 {
            return factor * power
        }
        return power * 10
    }

    /// The ends of the three axes.
    static func ends(_ run: ScalingRun) -> (load: Double, tasks: Double, value: Double) {
        let divisor = ScalingWords.load(run.focus).divisor
        let load = end(above: (run.minutes.compactMap(\.load).max() ?? 0) / divisor)
        let most = max(run.greatestValue ?? 0, run.focus.target)
        let value = run.focus.isPercent && most <= 100 ? 100 : end(above: most)
        return (load, end(above: Double(run.peak)), value)
    }
}
