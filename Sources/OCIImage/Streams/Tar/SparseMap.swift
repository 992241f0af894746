/// A stretch of a sparse file that has content.
struct SparsePart: Equatable {
    var offset: Int
    var count: Int

    /// Whether the parts lie in order, without overlap, within `size` bytes, and hold `stored` bytes together.
    static func fit(_ parts: [SparsePart], size: Int, stored: Int) -> Bool {
        var end = 0
        var sum = 0
        for part in parts {
            guard part.offset >= end, part.count >= 0 else { return false }
            let (next, overflows) = part.offset.addingReportingOverflow(part.count)
            guard !overflows, next <= size else { return false }
            end = next
            // Parts do not overlap, so their sum is at most `size`.
            sum += part.count
        }
        return sum == stored
    }
}

/// Where a reader stands in a sparse file.
struct SparseCursor {
    private let parts: [SparsePart]
    private let size: Int
    private var index = 0
    private var offset = 0
    /// Bytes of the part at hand that are still to come.
    private(set) var left = 0

    init(_ parts: [SparsePart], size: Int) {
        self.parts = parts
        self.size = size
    }

    /// To be asked when `left` is 0: how long the hole is that comes next; after it come `left` bytes, or the end of
    /// the file where that is 0.
    mutating func nextHole() -> Int {
        while index < parts.count {
            let part = parts[index]
            index += 1
            guard part.count > 0 else { continue }
            let hole = part.offset - offset
            offset = part.offset + part.count
            left = part.count
            return hole
        }
        let hole = size - offset
        offset = size
        return hole
    }

    mutating func take(_ count: Int) { left -= count }
}

/// The sparse map of GNU's form 1.0, which stands before the content in blocks of its own: decimal numbers, a line each;
/// first how many parts, then offset and size of each.
struct SparseMapText {
    enum Outcome {
        case needsMore
        case complete([SparsePart])
        case invalid
        case tooLarge
    }

    /// No 64-bit number is longer.
    private static let digits = 20

    private let limit: Int
    private var numbers: [Int] = []
    private var number: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    mutating func take(_ block: UnsafeRawBufferPointer) -> Outcome {
        for byte in block {
            guard byte == UInt8(ascii: "\n") else {
                number.append(byte)
                guard number.count <= Self.digits else { return .invalid }
                continue
            }
            guard let value = TarNumber.decimal(number), value >= 0 else { return .invalid }
            number.removeAll(keepingCapacity: true)
            numbers.append(value)
            guard let count = numbers.first, count <= limit else { return .tooLarge }
            guard numbers.count == 1 + 2 * count else { continue }
            return .complete(
                (0..<count).map { SparsePart(offset: numbers[1 + 2 * $0], count: numbers[2 + 2 * $0]) })
        }
        return .needsMore
    }
}
