import Basics
import Testing

struct RelativePathTests {
    @Test(arguments: [
        ("a/b", "../c", "a/c"), ("", "a", "a"), ("a", "", "a"), ("a", ".", "a"), ("a", "./b/./c", "a/b/c"),
        ("a/b", "../..", ""), ("a", "b//c/", "a/b/c"), ("a/./b", "c", "a/b/c"), ("", "a/../b", "b"),
    ])
    func joins(base: String, path: String, result: String) {
        #expect(RelativePath.join(base, path) == result)
    }

    @Test(arguments: [("", ".."), ("a", "../.."), ("a", "b/../../../c"), ("", "../a")])
    func neverLeavesTheRoot(base: String, path: String) {
        #expect(RelativePath.join(base, path) == nil)
    }

    @Test(arguments: [("a/b/c", "a/b", "c"), ("c", "", "c"), ("", "", ""), ("日本/語", "日本", "語")])
    func splits(path: String, folder: String, name: String) {
        #expect(RelativePath.folder(path) == folder)
        #expect(RelativePath.name(path) == name)
    }
}
