import Basics
import Testing

@testable import Scaling

struct MetricReaderTests {
    private static func read(_ text: String, _ facts: RecordingFacts = RecordingFacts()) throws -> MetricTable {
        try MetricReader.read(SourceFile(path: "m.csv", text: text), facts: facts)
    }

    private static func failure(_ text: String, _ facts: RecordingFacts = RecordingFacts()) -> Failure? {
        do {
            _ = try read(text, facts)
            return nil
        } catch {
            return error as? Failure
        }
    }

    @Test func aRowIsAMinuteOfLoad() throws {
        let table = try Self.read("time,tasks,cpu\n2026-11-20T00:00:00Z,4,50\n2026-11-20T00:01:00Z,5,60\n")
        #expect(table.minutes == 2 && table.interval == 60)
        #expect(table.start.iso == "2026-11-20T00:00:00Z" && table.end.iso == "2026-11-20T00:02:00Z")
        #expect(table.series(named: "CPU")?.values == [200, 300])
        #expect(table.tasks == [4, 5])
    }

    @Test(arguments: [
        ("cpu", RecordingFacts(tasks: 2), [20.0, 40]), ("CPUUtilization", RecordingFacts(tasks: 1), [10, 20]),
        ("vcpu", RecordingFacts(cpu: 512), [2000, 4000]), ("CpuUtilized", RecordingFacts(cpu: 1000), [1, 2]),
        ("memory_mib", RecordingFacts(memory: 200), [5, 10]),
        ("Memory Utilization", RecordingFacts(tasks: 3), [30, 60]),
        ("requests", RecordingFacts(), [10, 20]), ("rps", RecordingFacts(), [600, 1200]),
        ("rpm", RecordingFacts(), [10, 20]),
        ("RequestCountPerTarget", RecordingFacts(tasks: 4), [40, 80]), ("depth", RecordingFacts(), [10, 20]),
        ("depth/task", RecordingFacts(tasks: 2), [20, 40]),
    ])
    func columnsMeanWhatTheirNamesTell(header: String, facts: RecordingFacts, load: [Double]) throws {
        let table = try Self.read("timestamp,\(header)\n1763596800,10\n1763596860,20\n", facts)
        #expect(table.series.count == 1)
        #expect(table.series[0].values == load)
    }

    @Test func countsAreTakenToAMinute() throws {
        let table = try Self.read("time,requests\n1763596800,600\n1763597100,1200\n")
        #expect(table.interval == 300 && table.minutes == 10)
        #expect(table.series[0].values == Array(repeating: 120, count: 5) + Array(repeating: 240, count: 5))
        // Rows of ten seconds make one minute.
        let rows = (0..<12).map { "\(1_763_596_800 + $0 * 10),\($0 < 6 ? 5 : 10)" }.joined(separator: "\n")
        let fine = try Self.read("time,requests\n" + rows)
        #expect(fine.minutes == 2 && fine.series[0].values == [30, 60])
    }

    @Test func gapsAndEmptyFieldsAreMissing() throws {
        let table = try Self.read("time,rpm\n1763596800,1\n1763596860,\n1763596920,3\n1763597100,4\n1763597160,5")
        #expect(table.series[0].values == [1, nil, 3, nil, nil, 4, 5])
    }

    @Test func theOrderOfRowsDoesNotMatter() throws {
        let table = try Self.read("rpm,time\n3,1763596920\n1,1763596800\n2,1763596860\n")
        #expect(table.series[0].values == [1, 2, 3])
    }

    // RFC 4180, section 2: rules 2 (last line without end), 5 (quotes), 6 (line ends and commas within), 7 (doubled).
    @Test func quotesFollowRFC4180() throws {
        let source = SourceFile(path: "m.csv", text: "\u{FEFF}a,\"b \"\"c\"\", d\"\r\n\"1\n2\", 3 \n\n4,5")
        let records = try CSVRecords(source).records
        #expect(records.map(\.fields) == [["a", "b \"c\", d"], ["1\n2", "3"], ["4", "5"]])
        #expect(records.map(\.line) == [1, 2, 5])
    }

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html: in no order.
    @Test func whatGetMetricStatisticsPrintsIsRead() throws {
        let text = """
            {"Label": "CPUUtilization", "Datapoints": [
              {"Timestamp": "2026-11-20T00:01:00+00:00", "Average": 60.5, "Unit": "Percent"},
              {"Timestamp": "2026-11-20T00:00:00+00:00", "Average": 50, "Unit": "Percent"}]}
            """
        let table = try Self.read(text, RecordingFacts(tasks: 2))
        #expect(table.series(named: "cpu")?.values == [100, 121])
    }

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataResult.html
    @Test func whatGetMetricDataPrintsIsRead() throws {
        let text = """
            {"MetricDataResults": [
              {"Id": "m1", "Label": "RunningTaskCount", "Timestamps": ["2026-11-20T00:01:00Z", "2026-11-20T00:00:00Z"],
               "Values": [3.0, 2.0], "StatusCode": "Complete"},
              {"Id": "m2", "Label": "CPUUtilization", "Timestamps": ["2026-11-20T00:01:00Z", "2026-11-20T00:00:00Z"],
               "Values": [10.0, 20.0], "StatusCode": "Complete"}]}
            """
        #expect(try Self.read(text).series(named: "cpu")?.values == [40, 30])
    }

    @Test(arguments: [
        ("", "m.csv: The file is empty", "ファイルが空です"),
        ("a,b\n1,2\n", "m.csv:1: No column is called `time`", "`time` 列がありません"),
        ("time,rpm\n1763596800,1\n1763596860,x\n", "m.csv:3: `x` in column `rpm` is no number", "`rpm` 列の `x`"),
        ("time,rpm\n1763596800,1\n1763596860,-1\n", "m.csv:3: `-1` in column", "0 以上の数値"),
        ("time,rpm\n1763596800,1\n1763596860,nan\n", "m.csv:3: `nan`", "`nan`"),
        ("time,rpm\n1763596800,1\n1763596860,1,2\n", "m.csv:3: The row has 3 fields", "フィールドが 3 個"),
        ("time,rpm\n1763596800,1\nyesterday,2\n", "m.csv:3: `yesterday` is no time", "日時として読めません"),
        ("time,rpm\n1763596800,1\n1763596800,2\n", "m.csv:3: The time of this row", "同じ日時の行"),
        ("time,rpm\n1763596800,1\n", "m.csv: At least two rows", "少なくとも 2 行"),
        ("time,cpu\n1763596800,1\n1763596860,2\n", "--recorded-tasks", "--recorded-tasks"),
        ("time,vcpu\n1763596800,1\n1763596860,2\n", "--cpu", "--cpu"),
        ("time,memory_mib\n1763596800,1\n1763596860,2\n", "--memory", "--memory"),
        ("time,rpm,rps\n1763596800,1,2\n1763596860,2,2\n", "Two columns tell of `requests`", "列が 2 つ"),
        ("time,tasks\n1763596800,1\n1763596860,2\n", "No column holds a metric", "メトリクスの列がありません"),
        ("time,rpm\n1763596800,\"1\n", "m.csv:3: A quotation mark is never closed", "引用符が閉じられていません"),
        ("time,rpm\n1763596800,\"1\"2\n", "m.csv:2: Something stands behind", "閉じ引用符の後"),
        ("time,rpm\n0,1\n253402300799,2\n", "Take a part of the recording", "一部"),
        ("{}", "A recording is a CSV file", "CSV ファイル"),
        (
            "{\"Label\": \"x\", \"Datapoints\": [{\"Timestamp\": 1}]}", "m.csv:1: This is no data point",
            "データポイントではありません"
        ),
    ])
    func badRowsAreToldWithTheirPlace(text: String, english: String, japanese: String) throws {
        let failure = try #require(Self.failure(text))
        #expect(failure.code == .invalid)
        #expect(failure.text(.english).contains(english), "\(failure.text(.english))")
        let other = failure.text(.japanese)
        if japanese != "一部" { #expect(other.contains(japanese), "\(other)") }
        #expect(other != failure.text(.english))
    }

    @Test func everyBadRowIsTold() throws {
        let failure = try #require(Self.failure("time,rpm\nx,1\n1763596800,y\n1763596860,2\n"))
        #expect(failure.text(.english).contains("m.csv:2:") && failure.text(.english).contains("\nplimsoll: m.csv:3:"))
    }

    @Test func aSaturatedRecordingIsTold() throws {
        let table = try Self.read("time,tasks,cpu\n1763596800,2,99.5\n1763596860,2,50\n")
        #expect(table.saturated == 1)
    }

    @Test(arguments: 0..<300)
    func noBytesBringItDown(seed: Int) {
        var dice = Dice(seed)
        let words = [
            "time", ",", "\"", "\n", "\r", "1763596800", "1763596860", "cpu", "tasks", "1e400", "-", ".", "{", "[",
            "\0", "é", "9999999999999999999", "1e15", "rps",
        ]
        var text = seed.isMultiple(of: 2) ? "time,rps\n" : ""
        for _ in 0..<dice.next(60) { text += words[dice.next(words.count)] }
        _ = try? Self.read(text)
        let bytes = (0..<dice.next(200)).map { _ in UInt8(truncatingIfNeeded: dice.next(256)) }
        _ = try? MetricReader.read(SourceFile(path: "m", bytes: bytes))
    }

    @Test func hostileFilesEndInTime() {
        #expect(Self.failure(String(repeating: "[", count: 200_000)) != nil)
        #expect(Self.failure("time,rps\n" + String(repeating: "\"", count: 400_000)) != nil)
        #expect(Self.failure("time,rps\n" + String(repeating: ",", count: 400_000)) != nil)
        #expect(Self.failure("time,rps\n1,1\n" + String(repeating: "2,9\n", count: 100_000)) != nil)
    }
}
