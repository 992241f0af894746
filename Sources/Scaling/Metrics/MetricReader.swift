package import Basics

/// Reads a recording and turns its rows into minutes.
package enum MetricReader {
    package static let sizeLimit = 64 << 20
    /// More than a year.
    static let mostMinutes = 600_000
    static let mostInterval = 86_400

    /// Reads a CSV file, or an answer of CloudWatch where the file begins with a brace.
    package static func read(
        _ source: SourceFile, facts: RecordingFacts = RecordingFacts()
    ) throws(Failure) -> MetricTable {
        let first = source.bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        let rows = isJSON ? try CloudWatchAnswer.rows(source) : try MetricRows(csv: source)
        return try Minutes(rows, facts, source.path).table()
    }
}

private struct Minutes {
    let rows: MetricRows
    let facts: RecordingFacts
    let path: String
    /// The rows by time.
    let order: [Int]
    let interval: Int
    let start: Int
    let minutes: Int
    /// For each minute the rows that tell of it.
    private let sources: [Range<Int>]

    init(_ rows: MetricRows, _ facts: RecordingFacts, _ path: String) throws(Failure) {
        self.rows = rows
        self.facts = facts
        self.path = path
        order = rows.times.indices.sorted { rows.times[$0].seconds < rows.times[$1].seconds }
        let times = order.map { rows.times[$0].seconds }
        guard times.count > 1, let first = times.first, let last = times.last else {
            throw .at(
                path,
                Text(
                    en: "At least two rows are needed: the time from one to the next tells how long a row stands for.",
                    ja: "少なくとも 2 行のデータが必要です。行の間隔から、1 行が表す時間を求めます。"))
        }
        var gaps: [Int] = []
        for index in 1..<times.count {
            let gap = times[index] - times[index - 1]
            guard gap > 0 else {
                throw .at(
                    path, line: rows.times[order[index]].line,
                    Text(
                        en: "The time of this row stands on another one too. Keep one row for each time.",
                        ja: "同じ日時の行がほかにもあります。1 つの日時につき 1 行にしてください。"))
            }
            gaps.append(gap)
        }
        gaps.sort()
        interval = gaps[gaps.count / 2]
        start = first / 60 * 60
        let end = last + interval
        minutes = (end - start + 59) / 60
        guard interval <= MetricReader.mostInterval, minutes <= MetricReader.mostMinutes else {
            throw .at(
                path,
                Text(
                    en: "From the first to the last row are more than \(MetricReader.mostMinutes) minutes, or rows are "
                        + "more than a day apart. Take a part of the recording, with a row every minute to every hour.",
                    ja: "最初の行から最後の行までが \(MetricReader.mostMinutes) 分を超えているか、行の間隔が 1 日を超えています。間隔が 1 分～1 時間の"
                        + "データを切り出して使ってください。"))
        }
        sources = Self.sources(times, start: start, minutes: minutes, interval: interval)
    }

    /// A row of a minute or more stands for its time up to the next row, a little longer than usual at most; rows that
    /// are closer are averaged.
    private static func sources(_ times: [Int], start: Int, minutes: Int, interval: Int) -> [Range<Int>] {
        var result: [Range<Int>] = []
        result.reserveCapacity(minutes)
        var next = 0
        for minute in 0..<minutes {
            let from = start + minute * 60
            if interval < 60 {
                let low = next
                while next < times.count, times[next] < from + 60 { next += 1 }
                result.append(low..<next)
                continue
            }
            let middle = from + 30
            while next < times.count, times[next] <= middle { next += 1 }
            let isCovered = next > 0 && middle - times[next - 1] < interval + interval / 2
            result.append(isCovered ? next - 1..<next : 0..<0)
        }
        return result
    }

    func table() throws(Failure) -> MetricTable {
        var tasks: [Double?] = []
        if let column = rows.columns.first(where: { $0.meaning == .tasks }) { tasks = perMinute(column) }
        var table = MetricTable(
            path: path, start: Moment(seconds: start), interval: interval, minutes: minutes, series: [], tasks: tasks)
        for column in rows.columns {
            guard let (name, kind) = column.meaning.series else { continue }
            guard table.series(named: name) == nil else {
                throw .at(
                    path,
                    Text(
                        en: "Two columns tell of `\(MetricRows.short(name))`. Keep one of them.",
                        ja: "`\(MetricRows.short(name))` を表す列が 2 つあります。どちらか 1 つにしてください。"))
            }
            if column.meaning.needsTasks, tasks.isEmpty, facts.tasks == nil {
                throw Self.lacksTasks(path, column.header)
            }
            let scale = try scale(column)
            let own = perMinute(column)
            let values = own.enumerated().map { minute, value -> Double? in
                guard let value else { return nil }
                guard column.meaning.needsTasks else { return value * scale }
                return (tasks.isEmpty ? facts.tasks.map { Double($0) } : tasks[minute]).map { value * $0 * scale }
            }
            if column.meaning == .cpuPercent { table.saturated = own.count { ($0 ?? 0) >= 99 } }
            let isShared: Bool
            if case .custom(_, let isPerTask) = column.meaning { isShared = isPerTask } else { isShared = true }
            table.series.append(MetricSeries(name: name, kind: kind, isShared: isShared, values: values))
        }
        guard table.series.contains(where: { $0.values.contains { $0 != nil } }) else {
            throw .at(
                path,
                Text(
                    en:
                        "No column holds a metric. Beside `time`, columns such as `cpu` with `tasks`, or `requests`, are "
                        + "needed.",
                    ja: "メトリクスの列がありません。`time` のほかに、`cpu` と `tasks`、または `requests` などの列が必要です。"))
        }
        return table
    }

    /// The values of a column, one a minute.
    private func perMinute(_ column: MetricRows.Column) -> [Double?] {
        sources.map { range in
            var (sum, count) = (0.0, 0)
            for index in range {
                guard let value = column.values[order[index]] else { continue }
                sum += value
                count += 1
            }
            return count > 0 ? sum / Double(count) : nil
        }
    }

    /// What makes a value a load: percent of a task, or requests a minute.
    private func scale(_ column: MetricRows.Column) throws(Failure) -> Double {
        switch column.meaning {
        case .requests, .requestsPerTask: return 60 / Double(interval)
        case .requestsPerSecond: return 60
        case .vcpu, .cpuUnits:
            guard let cpu = facts.cpu, cpu > 0 else { throw lacksSize(column.header, "--cpu") }
            return (column.meaning == .vcpu ? 1024 : 1) * 100 / Double(cpu)
        case .memoryMiB:
            guard let memory = facts.memory, memory > 0 else { throw lacksSize(column.header, "--memory") }
            return 100 / Double(memory)
        default: return 1
        }
    }

    private func lacksSize(_ header: String, _ option: String) -> Failure {
        let header = MetricRows.short(header)
        return .at(
            path,
            Text(
                en: "Column `\(header)` is what the whole service uses: give the size of a task with \(option).",
                ja: "`\(header)` 列はサービス全体の使用量なので、\(option) でタスクのサイズを指定してください。"))
    }

    private static func lacksTasks(_ path: String, _ header: String) -> Failure {
        let header = MetricRows.short(header)
        return .at(
            path,
            Text(
                en: "Column `\(header)` is an average over tasks: how many ran? Add a column `tasks` "
                    + "(RunningTaskCount), or give --recorded-tasks.",
                ja: "`\(header)` 列はタスクの平均値なので、そのときのタスク数が必要です。`tasks` 列 (RunningTaskCount) を追加するか、"
                    + "--recorded-tasks で指定してください。"))
    }
}
