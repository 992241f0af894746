package import OCIImage

/// The entries of one layer, in few allocations: a large image has hundreds of thousands.
package struct FileTable: Sendable {
    package struct Record: Sendable {
        /// Where the path stands in `names`.
        var start: Int
        var length: Int32
        package var kind: LayerEntry.Kind
        package var mode: UInt16
        package var user: UInt32
        package var group: UInt32
        /// In bytes, holes included.
        package var size: Int
        package var modified: Int
        /// Equal for files of equal content; 0 where the content was not looked at.
        package var content: UInt64
    }

    package private(set) var records: [Record] = []
    private var names: [UInt8] = []
    /// Where links point, by index.
    package private(set) var targets: [Int: String] = [:]
    /// Files with capabilities (`security.capability`), by index.
    package private(set) var capable: Set<Int> = []

    package init() {}

    package var count: Int { records.count }

    /// Takes an entry in; its index.
    mutating func append(_ entry: LayerEntry) -> Int {
        let start = names.count
        names.append(contentsOf: entry.path.utf8)
        records.append(
            Record(
                start: start, length: Int32(clamping: names.count - start), kind: entry.kind, mode: entry.mode,
                user: UInt32(clamping: entry.user), group: UInt32(clamping: entry.group), size: entry.size,
                modified: entry.modified, content: 0))
        let index = records.count - 1
        if !entry.target.isEmpty { targets[index] = entry.target }
        if entry.attributes["security.capability"] != nil { capable.insert(index) }
        return index
    }

    mutating func setContent(_ hash: UInt64, at index: Int) {
        guard records.indices.contains(index) else { return }
        records[index].content = hash
    }

    package func path(_ index: Int) -> String {
        guard records.indices.contains(index) else { return "" }
        return String(decoding: bytes(records[index]), as: UTF8.self)
    }

    /// The path's bytes, for those who compare many.
    func bytes(_ record: Record) -> ArraySlice<UInt8> {
        names[record.start..<record.start + Int(record.length)]
    }

    func withBytes<T>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
        let record = records[index]
        return names.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[record.start..<record.start + Int(record.length)]))
        }
    }
}
