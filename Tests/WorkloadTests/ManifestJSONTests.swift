import Basics
import Testing

@testable import Workload

@Suite struct ManifestJSONTests {
    @Test(
        arguments: [
            ("{}", nil), ("[]", nil), ("{\"a\":1}", nil), (" { \"a\" : [1, true, null, -2.5e3] } \n", nil),
            ("\"x\"", nil),
            ("", 0), ("{", 1), ("{\"a\"}", 4), ("{\"a\":1,}", 7), ("[1,]", 3), ("{\"a\":1 \"b\":2}", 7), ("{} x", 3),
            ("{'a':1}", 1), ("[01x]", 1), ("\"open", 0), ("]", 0), ("{\"a\":1]", 6),
        ] as [(String, Int?)]) func findsTheFirstError(_ text: String, _ offset: Int?)
    {
        #expect(JSONCheck.firstError(Array(text.utf8)) == offset, "\(text)")
    }

    @Test(arguments: [
        (#"a\nb"#, "a\nb"), (#"\"q\""#, "\"q\""), (#"\u0041\u00e9"#, "Aé"), (#"\ud83d\ude00!"#, "😀!"),
        (#"\ud83d"#, "\u{FFFD}"),
        (#"\/\\"#, "/\\"), (#"\u12"#, "u12"), (#"日本"#, "日本"), (#"\"#, "\\"),
    ]) func decodesStrings(_ written: String, _ text: String) {
        #expect(JSONString.decode(Array(written.utf8)[...]) == text)
    }

    @Test func findsMembersByDepth() throws {
        let text = #"{"x":{"start":"inner"},"list":["start"],"start":"outer"}"#
        let root = try #require(JSONNode(root: Array(text.utf8)))
        #expect(root["start"]?.string == "outer")
        #expect(root["x"]?["start"]?.string == "inner")
        #expect(root["none"] == nil)
        #expect(root["list"]?.elements.compactMap(\.string) == ["start"])
        #expect(root.members.map(\.key) == ["x", "list", "start"])
        #expect(root.opened("list")?.isArray == true)
    }

    @Test func takesCommentsAndTrailingCommas() throws {
        let text = "// head\n{ /* a */ \"a\": [1, /* , */ 2,], \"b\": \"//no\", }"
        let root = try #require(JSONNode(root: Array(text.utf8)))
        #expect(root["a"]?.elements.compactMap(\.scalar) == ["1", "2"])
        #expect(root["b"]?.string == "//no")
    }

    @Test func deepNestingIsLinear() {
        let deep = String(repeating: "[", count: 200_000)
        #expect(JSONNode(root: Array(deep.utf8)) == nil)
        #expect(JSONCheck.firstError(Array(deep.utf8)) != nil)
        let closed = deep + String(repeating: "]", count: 200_000)
        #expect(JSONNode(root: Array(closed.utf8))?.elements.count == 1)
    }

    @Test(arguments: [
        "{\"a\"", "{\"a\":", "{\"a\":}", "{:1}", "{\"a\" \"b\"}", "{\"a\":\"x", "{,}", "/", "/*", "{\"\\",
    ])
    func brokenObjectsHaveNoMembers(_ text: String) {
        let root = JSONNode(head: Array(text.utf8))
        #expect(root.map { Array($0.members).isEmpty } ?? true)
    }
}
