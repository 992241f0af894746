import Basics
import Templates
import Testing

private func read(_ text: String, _ path: String = "a.yml") throws -> Document {
    try Document.read(SourceFile(path: path, text: text))
}

/// A node as compact text, so that expectations can be read.
private func show(_ node: DocumentNode) -> String {
    switch node.kind {
    case .null: "null"
    case .scalar(let text, .plain): text
    case .scalar(let text, .quoted): "\"\(text)\""
    case .scalar(let text, .block): "|\(text)|"
    case .sequence(let items): "[" + items.map(show).joined(separator: ",") + "]"
    case .mapping(let entries): "{" + entries.map { "\(show($0.key)):\(show($0.value))" }.joined(separator: ",") + "}"
    case .unknown(let text): "?\(text)"
    }
}

@Suite struct DocumentTests {
    @Test(arguments: [
        ("a: 1\nb: [x, 'y']\n", "{a:1,b:[x,\"y\"]}"),
        ("a: &x {p: 1}\nb: *x\n", "{a:{p:1},b:{p:1}}"),
        ("base: &b {p: 1, q: 2}\nuse:\n  <<: *b\n  q: 3\n", "{base:{p:1,q:2},use:{q:3,p:1}}"),
        ("a: &a {p: 1}\nb: &b {p: 2, r: 3}\nuse:\n  <<: [*a, *b]\n", "{a:{p:1},b:{p:2,r:3},use:{p:1,r:3}}"),
        ("a: ~\nb:\nc: null\nd: 'null'\n", "{a:null,b:null,c:null,d:\"null\"}"),
        ("a: |\n  one\n  two\nb: 1\n", "{a:|one\ntwo\n|,b:1}"),
        ("\u{FEFF}a: 日本\n", "{a:日本}"),
        ("a: 1\r\nb: 2\r\n", "{a:1,b:2}"),
        ("- - - a\n", "[[[a]]]"),
        ("? [a]\n: b\n", "{[a]:b}"),
    ])
    func yaml(_ text: String, _ expected: String) throws {
        #expect(show(try read(text).root) == expected)
    }

    @Test(arguments: [
        (#"{"a": [1, -2.5e3, true, null, "x"]}"#, #"{"a":[1,-2.5e3,true,null,"x"]}"#),
        (#""\ud83d\ude00 \/ \n""#, "\"😀 / \n\""),
        (#""\ud83d""#, "\"\u{FFFD}\""),
        ("\t{\"a\": // why\n 1, /* b */}", #"{"a":1}"#),
        ("\u{FEFF}[]", "[]"),
        ("", "null"),
        (#"{"\#(String(repeating: "k", count: 2000))": 1}"#, #"{"\#(String(repeating: "k", count: 2000))":1}"#),
    ])
    func json(_ text: String, _ expected: String) throws {
        #expect(show(try read(text, "a.json").root) == expected)
    }

    @Test func rangesCutOutWhatIsWritten() throws {
        let text = "# ü 😀\nname: \"größe\"  # end\nlist:\n  - α β\n  - {k: v}\nblock: |\n  x\n\n\nlast: z\n"
        let document = try read(text)
        let root = document.root
        let cut = { (node: DocumentNode?) in node.map { document.source.text($0.range) } }
        #expect(cut(root["name"]) == "\"größe\"")
        #expect(cut(root["list"]?.items.first) == "α β")
        #expect(cut(root["list"]?.items.last) == "{k: v}")
        #expect(cut(root["list"]) == "- α β\n  - {k: v}")
        #expect(cut(root["block"]) == "|\n  x")
        #expect(cut(root["last"]) == "z")
        #expect(root.entry("name").map { document.source.text($0.range) } == "name: \"größe\"")
        #expect(root["list"]?.items.first?.span(in: document.source).start == Position(line: 4, column: 5))
        let json = try read("{\n  \"é\": [\"x\", 12]\n}", "a.json")
        #expect(json.root["é"]?.items.map { json.source.text($0.range) } == ["\"x\"", "12"])
    }

    @Test func severalDocuments() throws {
        let document = try read("a: 1\n---\nb: &x 2\n---\n- c\n")
        #expect(document.roots.map(show) == ["{a:1}", "{b:2}", "[c]"])
        #expect(try read("").roots.isEmpty)
        #expect(try read("# only this\n").root.isNull)
    }

    @Test func values() throws {
        let root = try read("a: yes\nb: 'true'\nc: 80\nd: '80'\ne: one\nf: [x, 1, {}]\n").root
        #expect(root["a"]?.bool == true)
        #expect(root["b"]?.bool == nil)
        #expect(root["c"]?.int == 80 && root["d"]?.int == 80 && root["e"]?.int == nil)
        #expect(root["e"]?.strings == ["one"] && root["f"]?.strings == ["x", "1"])
        #expect(root["none"] == nil && root["a"]?["b"] == nil)
    }

    @Test(arguments: [
        "a: 1\nb: 2\na: 3\n", "{\"a\": 1, \"b\": 2, \"a\": 3}",
        "{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, a: 3}",
    ])
    func aKeyTwiceIsReportedAndTheLastCounts(_ text: String) throws {
        let document = try read(text, text.hasPrefix("{\"") ? "a.json" : "a.yml")
        #expect(document.root["a"]?.int == 3)
        #expect(document.problems.count == 1)
        #expect(document.problems.first.map { document.source.text($0.range).contains("a") } == true)
    }
}

@Suite struct HostileDocumentTests {
    @Test(arguments: [
        ("a: [1\nb: 2\n", "a.yml:2:"), ("a: *b\n", "a.yml:1:4: "), ("\tx: 1\n", "a.yml:1:1: "), ("a: \"x\n", "a.yml:"),
        ("ä: 'x' y\n", "a.yml:1:8: "),
    ])
    func brokenYAMLTellsThePlace(_ text: String, _ place: String) throws {
        let failure = #expect(throws: Failure.self) { try read(text) }
        #expect(failure?.message.en.hasPrefix(place) == true, "\(failure?.message.en ?? "")")
        #expect(failure?.message.ja.hasPrefix(place) == true)
    }

    @Test(arguments: [
        "{", "{\"a\"", "{\"a\":", "{\"a\":1", "[1 2]", "\"x", "{a:1}", "nul", "[1]]", "-", "\"\\", "[,]",
    ])
    func brokenJSONThrows(_ text: String) throws {
        #expect(throws: Failure.self) { try read(text, "a.json") }
    }

    @Test func bytesThatAreNoText() throws {
        for bytes: [UInt8] in [[0x61, 0x3A, 0x20, 0xFF], [0x61, 0, 0x62], [0xFF, 0xFE, 0x61, 0]] {
            let failure = #expect(throws: Failure.self) { try Document.read(SourceFile(path: "a.yml", bytes: bytes)) }
            #expect(failure?.code == .notText)
        }
    }

    @Test(arguments: ["[", "- ", "{a: ", "? ", "!x [", "&a ["])
    func deepNesting(_ opening: String) throws {
        let text = String(repeating: opening, count: 200_000)
        #expect(throws: Failure.self) { try read(text) }
        #expect(throws: Failure.self) { try read(text, "a.json") }
    }

    @Test func aliasesCannotMultiply() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            let alias = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]\n"
        }
        let failure = #expect(throws: Failure.self) { try read(text) }
        #expect(failure?.message.en.contains("aliases") == true)
    }

    @Test func aliasesAsKeysCannotMultiply() throws {
        var text = "- &a0 [x, x]\n"
        for level in 1...14 { text += "- &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        text += "- ? *a14\n  : 1\n  ? *a14 \n  : 2\n"
        #expect(try read(text).root.items.count == 16)
    }

    @Test func aliasesCannotNestWithoutEnd() throws {
        var text = "a0: &a0 [x]\n"
        for level in 1...200 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        let failure = #expect(throws: Failure.self) { try read(text) }
        #expect(failure?.message.en.contains("levels") == true)
    }

    @Test func mergesCannotMultiply() throws {
        var text = "m0: &m0 {\((0..<1000).map { "k\($0): v" }.joined(separator: ", "))}\n"
        for level in 1...2000 { text += "m\(level): {<<: *m0}\n" }
        #expect(throws: Failure.self) { try read(text) }
    }

    @Test func everyCutOfADocumentIsReadOrRefused() {
        let text = "a: &x [1, \"b\", 'c']\nb:\n  <<: {d: |\n   e}\n  *x : y\n? z\n: - w\n"
        let bytes = Array(text.utf8)
        for end in bytes.indices {
            _ = try? Document.read(SourceFile(path: "a.yml", bytes: Array(bytes[..<end])))
            _ = try? Document.read(SourceFile(path: "a.json", bytes: Array(bytes[end...])))
        }
    }
}
