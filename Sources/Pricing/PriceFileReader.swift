package import Basics

/// Reads and checks a price file: the part of TOML that has sections, numbers and a date.
///
/// Every price must be there for every Region: a price that is silently zero would be worse than an error.
package struct PriceFileReader {
    private let path: String
    private var line = 0
    private var date: Day?
    private var rate: Exact?
    private var regions: [PriceFile.Region] = []
    private var regionLines: [Int] = []

    /// A file of thousands of prices is small; more than this is something else.
    package static let sizeLimit = 1 << 20

    private init(_ path: String) { self.path = path }

    package static func read(_ source: SourceFile) throws(Failure) -> PriceFile {
        var reader = PriceFileReader(source.path)
        guard source.bytes.count <= sizeLimit else {
            throw reader.failure(
                Text(
                    en: "has more than 1 MiB; a price file is much smaller.",
                    ja: "1 MiB を超えています。料金ファイルではない可能性があります。"))
        }
        for bytes in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            reader.line += 1
            try reader.read(bytes)
        }
        return try reader.finish()
    }

    private func failure(_ text: Text) -> Failure {
        let place = line == 0 ? path : "\(path):\(line)"
        return Failure(.invalid, Text(en: "\(place): \(text.en)", ja: "\(place): \(text.ja)"))
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>) throws(Failure) {
        let content = Self.trimmed(bytes.prefix { $0 != UInt8(ascii: "#") })
        guard let first = content.first else { return }
        if first == UInt8(ascii: "[") { return try section(content) }
        guard let equals = content.firstIndex(of: UInt8(ascii: "=")) else {
            throw failure(
                Text(
                    en: "neither a section, `[us-east-1]`, nor a price, `alb-hour = 0.0225`.",
                    ja: "セクション `[us-east-1]` でも、料金 `alb-hour = 0.0225` でもない行です。"))
        }
        let key = Self.unquoted(content[..<equals])
        let value = Self.unquoted(content[content.index(after: equals)...])
        if regions.isEmpty { return try head(key, value) }
        try price(key, value)
    }

    private mutating func section(_ content: ArraySlice<UInt8>) throws(Failure) {
        guard content.last == UInt8(ascii: "]"), content.count > 2 else {
            throw failure(
                Text(en: "a section is written `[us-east-1]`.", ja: "セクションは `[us-east-1]` のように記述してください。"))
        }
        let name = Self.unquoted(content.dropFirst().dropLast())
        let isName = name.utf8.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "-")
        }
        guard isName, !name.isEmpty else {
            throw failure(Text(en: "`\(name)` is no name of a Region.", ja: "`\(name)` はリージョン名ではありません。"))
        }
        guard !regions.contains(where: { $0.name == name }) else {
            throw failure(Text(en: "`\(name)` is there twice.", ja: "`\(name)` が重複しています。"))
        }
        regions.append(PriceFile.Region(name: name, prices: [:]))
        regionLines.append(line)
    }

    private mutating func head(_ key: String, _ value: String) throws(Failure) {
        switch key {
        case "date":
            guard date == nil else { throw twice(key) }
            guard let day = Day(value) else {
                throw failure(
                    Text(
                        en: "`\(value)` is not a date like 2026-03-01.",
                        ja: "`\(value)` は 2026-03-01 の形式の日付ではありません。"))
            }
            date = day
        case "jpy-per-usd":
            guard rate == nil else { throw twice(key) }
            let number = try number(key, value)
            guard number > .zero, number <= Exact(10_000) else {
                throw failure(
                    Text(
                        en: "a rate is more than 0 and at most 10,000 yen for a dollar.",
                        ja: "為替レートには、1 ドルあたり 0 円より大きく 10,000 円以下の値を指定してください。"))
            }
            rate = number
        default:
            throw failure(
                Text(
                    en: "`\(key)` stands before the first section, where only `date` and `jpy-per-usd` may stand.",
                    ja: "最初のセクションより前に記述できるのは `date` と `jpy-per-usd` だけです (`\(key)`)。"))
        }
    }

    private mutating func price(_ name: String, _ value: String) throws(Failure) {
        guard let key = PriceKey(rawValue: name) else { throw unknown(name) }
        guard let last = regions.indices.last, regions[last].prices[key] == nil else { throw twice(name) }
        let number = try number(name, value)
        if key.isShare, number >= Exact(1) {
            throw failure(
                Text(
                    en: "`\(name)` is a share: 0.6 for 60 %, and below 1.",
                    ja: "`\(name)` は割引率です。60 % なら 0.6 のように、1 未満で指定してください。"))
        }
        guard number <= Exact(1000) else {
            throw failure(
                Text(
                    en: "`\(name)` is \(value): more than 1,000 USD for one unit cannot be right.",
                    ja: "`\(name)` の \(value) は単価として大きすぎます (上限 1,000 USD)。"))
        }
        regions[last].prices[key] = number
    }

    private func number(_ key: String, _ value: String) throws(Failure) -> Exact {
        guard let number = Exact(value) else {
            throw failure(
                Text(
                    en: "`\(key)` needs a number like 0.04048, not `\(value)`.",
                    ja: "`\(key)` には 0.04048 のような数値を指定してください (`\(value)`)。"))
        }
        return number
    }

    private func unknown(_ name: String) -> Failure {
        let near = PriceKey.allCases.map(\.rawValue)
            .map { (EditDistance.between(name, $0), $0) }.min { $0.0 < $1.0 }
        let hint = near.flatMap { $0.0 <= 4 ? $0.1 : nil }
        return failure(
            Text(
                en: "no price is called `\(name)`." + (hint.map { " Did you mean `\($0)`?" } ?? ""),
                ja: "`\(name)` という料金はありません。" + (hint.map { "`\($0)` の間違いではありませんか。" } ?? "")))
    }

    private func twice(_ key: String) -> Failure {
        failure(Text(en: "`\(key)` is there twice.", ja: "`\(key)` が重複しています。"))
    }

    private mutating func finish() throws(Failure) -> PriceFile {
        line = 0
        guard let date else { throw missing("date = 2026-03-01") }
        guard let rate else { throw missing("jpy-per-usd = 150") }
        guard !regions.isEmpty else { throw missing("[us-east-1]") }
        for (region, start) in zip(regions, regionLines) {
            line = start
            let absent = PriceKey.allCases.filter { region.prices[$0] == nil }.map { "`\($0.rawValue)`" }
            guard absent.isEmpty else {
                let list = absent.joined(separator: ", ")
                throw failure(
                    Text(
                        en: "`\(region.name)` lacks \(list).", ja: "`\(region.name)` に \(list) がありません。"))
            }
            guard region[.spotLeast] <= region[.spotMost] else {
                throw failure(
                    Text(
                        en: "the least discount of Spot is above the most.",
                        ja: "Spot の割引率の下限が上限を超えています。"))
            }
        }
        return PriceFile(date: date, yenPerDollar: rate, regions: regions)
    }

    private func missing(_ example: String) -> Failure {
        failure(Text(en: "there is no `\(example)`.", ja: "`\(example)` のような行がありません。"))
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        func isBlank(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        while isBlank(bytes.first) { bytes = bytes.dropFirst() }
        while isBlank(bytes.last) { bytes = bytes.dropLast() }
        return bytes
    }

    /// Without blanks around it, and without quotes where both are there.
    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
        var text = trimmed(bytes)
        if text.count >= 2, let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            text.last == quote
        {
            text = text.dropFirst().dropLast()
        }
        return String(decoding: text, as: UTF8.self)
    }
}
