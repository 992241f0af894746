import Basics
import Testing

@testable import Reports

/// An image as text for a terminal.
@Suite struct ImageTextTests {
    private static func text(
        _ language: Language = .english, name: String = "shop", isOn: Bool = false, width: Int = 100,
        isLong: Bool = false
    ) -> String {
        ImageText(
            ImageExample.record(name: name), language: language, ink: Ink(isOn: isOn), width: width, isLong: isLong
        ).render()
    }

    @Test func instructionsStandBesideWhatTheyAdd() {
        let lines = Self.text().split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.contains("100 MB") && $0.hasSuffix("2 │ RUN apt-get install shop && \\") })
        #expect(lines.contains { $0.hasSuffix("7 │ FROM other") && !$0.contains("MB") })
    }

    /// Columns stand below each other in both languages, whatever a character is wide.
    @Test(arguments: Language.allCases, [70, 100, 160])
    func tablesAreNoWiderThanTheTerminal(_ language: Language, _ width: Int) {
        let lines = Self.text(language, name: "日本語の長い名前" + String(repeating: "x", count: 200), width: width)
            .split(separator: "\n")
        let layers = lines.drop { $0 != (language == .english ? "Layers" : "レイヤー") }.dropFirst().prefix(4)
        #expect(layers.count == 4)
        for line in layers { #expect(DisplayWidth.of(line) <= width) }
    }

    /// Names in an image are its author's: none of them reaches the terminal as a command.
    @Test(arguments: Language.allCases)
    func namesMoveNoCursor(_ language: Language) {
        let text = Self.text(language, name: "a\u{1B}[2J\u{9B}1m\r\n\u{202E}b\u{7}", isLong: true)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
        #expect(text.count { $0 == "\n" } == Self.text(language, isLong: true).count { $0 == "\n" })
    }

    @Test func aDoubtIsToldAndNothingIsCalledClean() {
        var image = ImageExample.record()
        image.vulnerabilities?.found = []
        let text = ImageText(image, language: .english, ink: Ink(isOn: false)).render()
        #expect(text.contains("The data is 40 days old.") && !text.contains("none known"))
    }

    /// A reason that names its file is not told with the path once more.
    @Test func gapsNameTheirFileOnce() {
        var image = ImageExample.record()
        image.gaps = [
            .init(path: "opt/a.jar", reason: Text(en: "it is no ZIP archive", ja: "ZIP アーカイブではありません")),
            .init(path: "opt/b.jar", reason: Text(en: "opt/b.jar: it is broken", ja: "opt/b.jar: 壊れています")),
        ]
        let lines = ImageText(image, language: .english, ink: Ink(isOn: false)).render().split(separator: "\n")
        #expect(lines.contains("  /opt/a.jar: it is no ZIP archive") && lines.contains("  opt/b.jar: it is broken"))
    }

    @Test func secretsSayThatTheyAreStillReadable() {
        #expect(Self.text().contains("/root/shop.env:3  ghp_****(40)  layer 2, hidden by layer 3, still readable"))
        #expect(Self.text(.japanese).contains("レイヤー 3 で隠されても読み取り可能"))
    }
}
