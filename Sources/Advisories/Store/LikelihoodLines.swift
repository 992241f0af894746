import Basics

/// EPSS scores as FIRST and Empirical Security publish them every day: a line of facts
/// (`#model_version:v2025.03.14,score_date:2026-11-20T12:55:00Z`), the names of the columns, then a line a CVE
/// (first.org/epss/data_stats). Fed in pieces, as the file is large.
struct LikelihoodLines {
    private(set) var dated: Moment?
    private(set) var broken = 0
    private var columns: (cve: Int, score: Int)?
    private var rest: [UInt8] = []
    private var lines = 0

    mutating func feed(
        _ bytes: UnsafeRawBufferPointer, _ each: (Substring, Double) throws(Failure) -> Void
    ) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A)
            rest.append(contentsOf: bytes[start..<(end ?? bytes.count)])
            // No line of this form is long: what is, is another kind of file.
            guard rest.count < 4_096 else { throw Self.unknown }
            guard let end else { return }
            try line(each)
            start = end + 1
        }
    }

    mutating func finish(_ each: (Substring, Double) throws(Failure) -> Void) throws(Failure) {
        if !rest.isEmpty { try line(each) }
        guard columns != nil else { throw Self.unknown }
    }

    private mutating func line(_ each: (Substring, Double) throws(Failure) -> Void) throws(Failure) {
        defer { rest.removeAll(keepingCapacity: true) }
        if rest.last == 0x0D { rest.removeLast() }
        let text = String(decoding: rest, as: UTF8.self)
        lines += 1
        if text.isEmpty { return }
        if text.hasPrefix("#") {
            for part in text.dropFirst().split(separator: ",") where part.hasPrefix("score_date:") {
                // `+0000` without a colon is what older files say.
                dated = Moment(String(part.dropFirst(11))) ?? Day(part.dropFirst(11).prefix(10)).map { Moment($0) }
            }
            return
        }
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let columns else {
            guard lines < 10, let cve = fields.firstIndex(of: "cve"), let score = fields.firstIndex(of: "epss") else {
                throw Self.unknown
            }
            self.columns = (cve, score)
            return
        }
        guard fields.count > max(columns.cve, columns.score), fields[columns.cve].hasPrefix("CVE-"),
            let score = Double(fields[columns.score]), score >= 0, score <= 1
        else {
            broken += 1
            return
        }
        try each(fields[columns.cve], score)
    }

    static var unknown: Failure {
        Failure(
            .invalid,
            Text(
                en: "This is no list of EPSS scores: it has no columns cve and epss. Download the file again.",
                ja: "EPSS スコアの一覧ではありません (cve 列と epss 列がありません)。ファイルをダウンロードし直してください。"))
    }
}
