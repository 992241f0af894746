import Basics

/// The rows of a recording as they stand in the file, before they become minutes.
struct MetricRows {
    struct Column {
        var header: String
        var meaning: MetricColumn
        /// One for each row; nil for a cell that is empty.
        var values: [Double?]
    }

    /// Seconds since 1970 and the line, in the order of the columns' values.
    var times: [(seconds: Int, line: Int?)] = []
    var columns: [Column] = []

    /// Values beyond are no load of anything.
    static let greatest = 1e15
    private static let mostComplaints = 10

    /// Reads the records of a CSV file: a header, then a row for each time.
    init(csv source: SourceFile) throws(Failure) {
        let records = try CSVRecords(source).records
        guard let header = records.first else {
            throw .at(
                source.path,
                Text(
                    en: "The file is empty. Its first line must name the columns: `time,requests`.",
                    ja: "ファイルが空です。1 行目に `time,requests` のような列名が必要です。"))
        }
        let meanings = header.fields.map { MetricColumn($0) }
        guard let time = meanings.firstIndex(of: .time) else {
            throw .at(
                source.path, line: header.line,
                Text(
                    en: "No column is called `time`. Name the columns in the first line, as in `time,tasks,cpu`.",
                    ja: "`time` 列がありません。1 行目に `time,tasks,cpu` のように列名を書いてください。"))
        }
        columns = zip(header.fields, meanings).map { Column(header: $0, meaning: $1, values: []) }
        var complaints: [Failure] = []
        for record in records.dropFirst() {
            if complaints.count >= Self.mostComplaints { break }
            do throws(Failure) {
                try add(record, time: time, source.path)
            } catch {
                complaints.append(error)
            }
        }
        if !complaints.isEmpty { throw Self.joined(complaints) }
    }

    /// Columns that were read otherwise.
    init(times: [(seconds: Int, line: Int?)], columns: [Column]) {
        self.times = times
        self.columns = columns
    }

    private mutating func add(_ record: CSVRecords.Record, time: Int, _ path: String) throws(Failure) {
        guard record.fields.count == columns.count else {
            throw .at(
                path, line: record.line,
                Text(
                    en: "The row has \(record.fields.count) fields, the first line \(columns.count). "
                        + "Leave a field empty where there is no value; quote what holds a comma.",
                    ja:
                        "フィールドが \(record.fields.count) 個ありますが、1 行目は \(columns.count) 個です。値がない場合は空にし、カンマを含む値は引用符で囲んでください。"
                ))
        }
        guard let moment = Moment(record.fields[time]) else {
            throw .at(
                path, line: record.line,
                Text(
                    en:
                        "`\(Self.short(record.fields[time]))` is no time. Write `2026-11-21T09:30:00Z`, or seconds since 1970.",
                    ja:
                        "`\(Self.short(record.fields[time]))` は日時として読めません。`2026-11-21T09:30:00Z` の形式か、1970 年からの秒数で書いてください。"
                ))
        }
        var values: [Double?] = []
        for (column, field) in zip(columns, record.fields) {
            values.append(column.meaning == .time ? nil : try Self.number(field, column.header, path, record.line))
        }
        times.append((moment.seconds, record.line))
        for (index, value) in values.enumerated() { columns[index].values.append(value) }
    }

    private static func number(
        _ field: String, _ header: String, _ path: String, _ line: Int
    ) throws(Failure) -> Double? {
        if field.isEmpty { return nil }
        let digits = field.hasSuffix("%") ? String(field.dropLast()) : field
        guard let number = Double(digits), number >= 0, number <= greatest else {
            throw .at(
                path, line: line,
                Text(
                    en:
                        "`\(short(field))` in column `\(short(header))` is no number from 0 on. Write digits with a point, "
                        + "or leave it empty.",
                    ja: "`\(short(header))` 列の `\(short(field))` は 0 以上の数値ではありません。数字と小数点で書くか、空にしてください。"))
        }
        return number
    }

    /// Each complaint on a line of its own.
    static func joined(_ complaints: [Failure]) -> Failure {
        let texts = complaints.map(\.message)
        return Failure(
            .invalid,
            Text(
                en: texts.map(\.en).joined(separator: "\nplimsoll: "),
                ja: texts.map(\.ja).joined(separator: "\nplimsoll: ")))
    }

    /// What a file holds is shown without what would steer a terminal, and not at any length.
    static func short(_ text: String) -> String {
        let scalars = text.unicodeScalars.lazy.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        return String(String.UnicodeScalarView(scalars.prefix(60)))
    }
}
