import Basics
import Foundation
import Testing

@testable import Reports

/// The small parts under the page.
@Suite struct HTMLPartsTests {
    @Test(arguments: [
        ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="),
    ])
    func digestsAreThoseOfTheStandard(_ text: String, _ digest: String) {
        #expect(SHA256.source(text) == "sha256-" + digest)
    }

    @Test(arguments: [55, 56, 63, 64, 65, 119, 120, 1000])
    func everyLengthIsPaddedToBlocks(_ length: Int) {
        let digest = SHA256.digest([UInt8](repeating: 0x61, count: length))
        #expect(digest.count == 32)
        #expect(digest != SHA256.digest([UInt8](repeating: 0x61, count: length + 1)))
    }

    @Test(arguments: [
        ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"), ("\u{1B}[2J", "·[2J"), ("a\u{202E}b\u{2066}", "a·b·"),
        ("\u{85}\u{FEFF}\u{FFFF}", "···"), ("日本語é😀“x”", "日本語é😀“x”"), ("a\tb", "a    b"), ("\r\n", "·\n"),
    ])
    func textIsEscaped(_ text: String, _ expected: String) {
        let out = Markup()
        out.escaped(text)
        #expect(out.text == expected)
    }

    @Test(arguments: [
        ("a `b` c", "a <code>b</code> c"), ("a ` b", "a ` b"), ("`<x>`", "<code>&lt;x&gt;</code>"),
        ("`a` and `b", "<code>a</code> and `b"),
    ])
    func backticksAreCode(_ text: String, _ expected: String) {
        let out = Markup()
        out.inline(text)
        #expect(out.text == expected)
    }

    @Test func marksStandWhereCaretsDo() {
        let out = Markup()
        ExcerptBlock.write([Excerpt.Line(number: 3, text: "RUN 日本語 x", carets: "    ^^^^^^")], to: out)
        #expect(out.text == "<pre class=\"src\"><span><b>3</b>RUN <mark>日本語</mark> x\n</span></pre>")
    }

    @Test(arguments: [("short", 9, "short"), ("abcdefghijklmnopqrst", 10, "abcdef…rst"), ("日本語日本語日本語", 9, "日本…日語")])
    func longNamesKeepBothEnds(_ text: String, _ columns: Int, _ expected: String) {
        let shown = PictureDrawing.shortened(text, to: columns)
        #expect(DisplayWidth.of(shown) <= columns)
        #expect(shown.first == expected.first && shown.last == text.last)
    }
}
