/// The folders of which one layer hides what was in them.
struct GoneFolders {
    private let layer: Int
    private var changes: [Int: FileChange] = [:]
    private var opaque: Set<Int> = []
    /// Whether one of their paths has this length: of most parents of a file the key need not be made.
    private var isLength: [Bool] = []

    init(layer: Int) {
        self.layer = layer
    }

    var isEmpty: Bool { changes.isEmpty && opaque.isEmpty }

    /// - Parameters:
    ///   - key: of the folder's path, which has `count` bytes.
    ///   - isOpaque: whether only what is in it is hidden, and not by its own removal.
    mutating func add(_ key: Int, _ count: Int, _ change: FileChange, isOpaque: Bool = false) {
        if count >= isLength.count {
            isLength += repeatElement(false, count: count + 1 - isLength.count)
        }
        isLength[count] = true
        if isOpaque { opaque.insert(key) } else { changes[key] = change }
    }

    /// What becomes of a file by the innermost of these folders that it lies below.
    func change(below path: UnsafeBufferPointer<UInt8>) -> FileChange? {
        // A path is below another only where it is longer.
        var end = min(path.count, isLength.count)
        while end > 0 {
            end -= 1
            // The root folder has the empty path.
            guard path[end] == UInt8(ascii: "/") || end == 0, isLength[end] else { continue }
            let key = PathKey.of(UnsafeBufferPointer(rebasing: path[0..<end]))
            if let change = changes[key] { return change }
            if opaque.contains(key) { return .deleted(by: layer) }
        }
        return nil
    }
}
