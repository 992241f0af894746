import Basics

extension ImageRecord.Vulnerabilities {
    /// What is exploited first, then the worst, then by package.
    var worstFirst: [Entry] {
        let order = ImageText.Words.levels
        func key(_ entry: Entry) -> (Int, Int, Double, String, String) {
            (
                entry.standing == "open" ? (entry.exploited == nil ? 1 : 0) : 2,
                order.firstIndex(of: entry.level) ?? order.count, -(entry.score ?? 0), entry.package, entry.id
            )
        }
        return found.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
