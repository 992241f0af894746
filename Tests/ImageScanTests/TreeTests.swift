import OCIImage
import Testing

@testable import ImageScan

/// What a container sees of layers that lie over each other, and what each layer takes away.
struct TreeTests {
    /// Folders end with a slash.
    private static func tree(_ layers: [[String]]) -> ImageTree {
        TreeBuilder.build(
            layers.map { paths in
                var table = FileTable()
                for path in paths {
                    let isFolder = path.hasSuffix("/")
                    var entry = LayerEntry(
                        path: isFolder ? String(path.dropLast()) : path, kind: isFolder ? .folder : .file)
                    entry.size = isFolder ? 0 : 3
                    _ = table.append(entry)
                }
                return table
            })
    }

    private static func visible(_ layers: [[String]]) -> [String] {
        let tree = tree(layers)
        return tree.visible.map(tree.path)
    }

    private static func hidden(_ layers: [[String]]) -> [String] {
        let tree = tree(layers)
        return tree.hidden.map { "\(tree.path($0.file)) \($0.change)" }.sorted()
    }

    @Test func aWhiteoutTakesAFileOrAFolderWithAllInIt() {
        let layers = [["a/", "a/b", "a/c/", "a/c/d", "ab", "e"], ["a/.wh.c", ".wh.e", ".wh.none"]]
        #expect(Self.visible(layers) == ["a", "a/b", "ab"])
        #expect(
            Self.hidden(layers)
                == ["a/c deleted(by: 1)", "a/c/d deleted(by: 1)", "e deleted(by: 1)"])
    }

    /// A folder of which no layer has an entry can be taken away all the same.
    @Test func aFolderWithoutAnEntryIsTaken() {
        #expect(Self.visible([["x/y/z", "x/w"], ["x/.wh.y"]]) == ["x/w"])
    }

    @Test func anOpaqueFolderHidesWhatLayersBelowHaveInIt() {
        let layers = [["a/", "a/b", "a/c/", "a/c/d", "e"], ["a/", "a/.wh..wh..opq", "a/new"]]
        #expect(Self.visible(layers) == ["a", "a/new", "e"])
        #expect(Self.visible([["a", "b/c"], [".wh..wh..opq", "d"]]) == ["d"])
    }

    @Test func whatReplacesAFolderHidesWhatWasInIt() {
        let layers = [["a/", "a/b", "a/c/", "a/c/d"], ["a"]]
        #expect(Self.visible(layers) == ["a"])
        #expect(
            Self.hidden(layers)
                == ["a replaced(by: 1)", "a/b replaced(by: 1)", "a/c replaced(by: 1)", "a/c/d replaced(by: 1)"])
    }

    @Test func aLaterLayerBringsItBack() {
        #expect(Self.visible([["a/b"], ["a/.wh.b"], ["a/b"]]) == ["a/b"])
        #expect(Self.hidden([["a/b"], ["a/.wh.b"], ["a/b"]]) == ["a/b deleted(by: 1)"])
    }

    /// A layer's whiteouts speak of the layers below, whatever the order of its entries.
    @Test func aLayerDoesNotHideItsOwn() {
        for upper in [["a/", "a/.wh..wh..opq", "a/x"], ["a/", "a/x", "a/.wh..wh..opq"]] {
            #expect(Self.visible([["a/", "a/old"], upper]) == ["a", "a/x"])
        }
    }
}
