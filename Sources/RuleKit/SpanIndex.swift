import Basics

/// Spans that can be asked whether one of them shares a byte with another, without looking at each.
struct SpanIndex: Sendable {
    /// Of each path: the spans by their start, and the furthest end up to each.
    private var byPath: [String: (spans: [Range<Int>], reach: [Int])] = [:]

    init(_ spans: [Span]) {
        for (path, list) in Dictionary(grouping: spans, by: \.path) {
            let sorted = list.map(\.bytes).sorted { $0.lowerBound < $1.lowerBound }
            var reach: [Int] = []
            for span in sorted { reach.append(max(reach.last ?? 0, span.upperBound)) }
            byPath[path] = (sorted, reach)
        }
    }

    /// Whether a span overlaps one of these, or equals one when empty.
    func overlaps(_ span: Span) -> Bool {
        guard let (spans, reach) = byPath[span.path] else { return false }
        // The spans that begin before this one ends.
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].lowerBound < max(span.bytes.upperBound, span.bytes.lowerBound + 1) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > 0 && (reach[low - 1] > span.bytes.lowerBound || spans[low - 1] == span.bytes)
    }
}
