import Basics
import Testing

struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("日本", 4), ("ﾊﾝｶｸ", 4), ("Ａ", 2), ("e\u{301}", 1), ("😀", 2), ("한글", 4), ("a\tb", 2),
        ("…", 1), ("│", 1), ("。", 2),
    ])
    func columns(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func padsByColumns() {
        #expect(DisplayWidth.pad("日本", to: 6) == "日本  ")
        #expect(DisplayWidth.pad("too long", to: 3) == "too long")
    }

    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]),
        ("one two", 7, ["one two"]),
        ("", 10, [""]),
        ("averylongword fits nowhere", 6, ["averylongword", "fits", "nowhere"]),
        ("日本語の文章", 6, ["日本語", "の文章"]),
        // A full stop never begins a line.
        ("日本語。次", 6, ["日本", "語。次"]),
        ("`USER` を指定", 8, ["`USER` ", "を指定"]),
        ("ab 日本", 5, ["ab 日", "本"]),
    ])
    func wraps(text: String, width: Int, lines: [String]) {
        #expect(DisplayWidth.wrap(text, to: width) == lines.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 })
    }

    @Test(arguments: [10, 20, 37, 80])
    func noLineIsWiderThanAskedAndNothingIsLost(width: Int) {
        let texts = [
            "The process that runs as root gives whoever breaks into it every right inside the container.",
            "root で動くプロセスが侵害されると、攻撃者はコンテナ内のあらゆる権限を手にします。`USER` を指定してください。",
        ]
        for text in texts {
            let lines = DisplayWidth.wrap(text, to: width)
            // A word and the punctuation kept to a wide character may stand out where nothing can be broken.
            let longest = text.split(separator: " ").map { DisplayWidth.of($0) }.filter { $0 <= 12 }.max() ?? 0
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(width, longest) + 2 })
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }
}
