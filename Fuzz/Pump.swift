/// Makes long inputs of short ones: what costs more than linear time shows only in length, which mutation seldom finds.
enum Pump {
    /// No text in UTF-8 has this byte.
    private static let mark: UInt8 = 0xFF
    private static let size = 96 << 10

    /// `before FF unit FF after` is `before`, `unit` many times, `after`; any other input is itself.
    static func input(_ bytes: [UInt8]) -> [UInt8] {
        let parts = bytes.split(separator: mark, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[1].isEmpty else { return bytes }
        let times = max(1, (size - parts[0].count - parts[2].count) / parts[1].count)
        var result = Array(parts[0])
        result.reserveCapacity(size + parts[1].count)
        for _ in 0..<times { result += parts[1] }
        return result + parts[2]
    }
}
