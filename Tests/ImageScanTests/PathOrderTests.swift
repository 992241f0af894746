import OCIImage
import Testing

@testable import ImageScan

/// Files are told in the order of their paths' bytes.
struct PathOrderTests {
    @Test func theOrderIsThatOfBytes() {
        var state: UInt64 = 9
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        // Few letters, so that many begin alike; some above 127.
        let letters = ["a", "b", "/", ".", "é", "日"]
        let layers = (0..<3).map { _ in
            (0..<400).map { _ in (0...next(20)).map { _ in letters[next(letters.count)] }.joined() }
        }
        var tables: [FileTable] = []
        var files: [ImageTree.Reference] = []
        for (number, paths) in layers.enumerated() {
            var table = FileTable()
            for path in paths {
                files.append(.init(layer: number, index: table.append(LayerEntry(path: path, kind: .file))))
            }
            tables.append(table)
        }
        let sorted = PathOrder.sorted(files, of: tables).map { Array(tables[$0.layer].path($0.index).utf8) }
        #expect(sorted == layers.joined().map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(PathOrder.sorted([], of: tables).isEmpty)
    }
}
