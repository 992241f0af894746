import Basics
import Testing

@testable import RuleKit

/// Comments in YAML, JSON and Terraform files that silence rules, and what they speak of.
struct DefinitionPragmaTests {
    /// Each pragma as `rules: what it speaks of`, with the first and last words of its scope.
    private static func read(_ text: String, _ path: String) -> [String] {
        let source = SourceFile(path: path, text: text)
        return Pragma.read(definition: source).map { pragma in
            let scope = source.text(pragma.scope).split(whereSeparator: { " \n".contains($0) })
            let first = scope.first ?? "-"
            let last = scope.last ?? "-"
            return pragma.rules.map(\.text).joined(separator: ",") + ": \(first)…\(last)"
        }
    }

    @Test(
        arguments: [
            ("# plimsoll ignore=TD101 why\na:\n  b: 1\n  c: 2\nd: 3\n", ["TD101: a:…2"]),
            ("a:\n  b: 1 # plimsoll ignore=TD101,x why\n  c: 2\n", ["TD101,x: b:…why"]),
            ("a:\n  # plimsoll: ignore=TD101\n\n  # more\n  b:\n    - x\n    - y\n  c: 2\n", ["TD101: b:…y"]),
            // A list may stand as far left as its key.
            ("# plimsoll ignore=TD101\na:\n- x: 1\n  y: 2\n- z\nb: 1\n", ["TD101: a:…z"]),
            ("a:\n# plimsoll ignore=TD101\n- x: 1\n  y: 2\n- z\n", ["TD101: -…2"]),
            ("a:\n- x: # plimsoll ignore=TD101\n    w: 1\n  y: 2\n", ["TD101: -…1"]),
            ("# plimsoll global ignore=TD101\na: 1\nb: 2\n", ["TD101: #…2"]),
            ("a: '# plimsoll ignore=TD101'\nb: \"# plimsoll ignore=TD101\"\nc: d#plimsoll ignore=TD101\n", []),
            ("a: 1\n# plimsoll ignore=TD101\n", ["TD101: -…-"]),
            ("a: it's # plimsoll ignore=TD101\n", ["TD101: a:…ignore=TD101"]),
        ])
    func ofYAML(text: String, expected: [String]) {
        #expect(Self.read(text, "template.yaml") == expected)
    }

    @Test(
        arguments: [
            (
                "# plimsoll ignore=TD101 why\nresource \"a\" \"b\" {\n  c = [\n    1\n  ]\n}\nlocals {}\n",
                ["TD101: resource…}"]
            ),
            ("resource \"a\" \"b\" {\n  c = 1 // plimsoll ignore=TD101\n  d = 2\n}\n", ["TD101: c…ignore=TD101"]),
            ("resource \"a\" \"b\" {\n  /* plimsoll ignore=TD101 why */\n  c {\n    d = 1\n  }\n}\n", ["TD101: c…}"]),
            ("a = \"# plimsoll ignore=TD101\"\n", []),
        ])
    func ofTerraform(text: String, expected: [String]) {
        #expect(Self.read(text, "main.tf") == expected)
    }

    @Test(
        arguments: [
            ("{\n  // plimsoll ignore=TD101\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 2\n}", ["TD101: \"a\":…},"]),
            ("{\"a\": \"http://x # plimsoll ignore=TD101\"}", []),
        ])
    func ofJSON(text: String, expected: [String]) {
        #expect(Self.read(text, "taskdef.json") == expected)
    }

    @Test(
        arguments: [
            (
                "resource \"a\" \"b\" {\n  c = 1\n  # checkov:skip=CKV_AWS_97:later\n}\nresource \"d\" \"e\" {}\n",
                "main.tf", ["CKV_AWS_97: resource…}"]
            ),
            ("# checkov:skip=CKV_AWS_97:outside\nresource \"a\" \"b\" {\n}\n", "main.tf", ["CKV_AWS_97: -…-"]),
            (
                "Resources:\n  A:\n    Type: x\n    # checkov:skip=CKV_AWS_97:later\n    Properties: {}\n  B:\n    Type: y\n",
                "template.yaml", ["CKV_AWS_97: A:…{}"]
            ),
            (
                "Parameters:\n  A:\n    # checkov:skip=CKV_AWS_97:no\n    Type: x\n", "template.yaml",
                ["CKV_AWS_97: -…-"]
            ),
            (
                "#trivy:ignore:AVD-AWS-0036\nresource \"a\" \"b\" {\n  c = 1\n}\n", "main.tf",
                ["AVD-AWS-0036: resource…}"]
            ),
            (
                "resource \"a\" \"b\" {\n  c = 1 #tfsec:ignore:aws-ecs-x\n}\n", "main.tf",
                ["aws-ecs-x: c…#tfsec:ignore:aws-ecs-x"]
            ),
        ] as [(String, String, [String])])
    func ofOtherTools(text: String, path: String, expected: [String]) {
        #expect(Self.read(text, path) == expected)
    }

    @Test func reasonsAreRead() {
        let text = "a: 1 # plimsoll ignore=TD101 it is a batch job\nb:\n  c: 1 # trivy:ignore:AWS-0036 later\n"
        let pragmas = Pragma.read(definition: SourceFile(path: "a.yaml", text: text))
        #expect(pragmas.map(\.reason) == ["it is a batch job", "later"])
    }

    @Test(arguments: ["a.yaml", "a.tf", "a.json"])
    func manyCommentsTakeLittleTime(path: String) {
        let line = "a = { # plimsoll ignore=TD101 x\n"
        let nested = SourceFile(path: path, text: String(repeating: line, count: 20_000))
        let comments = SourceFile(path: path, text: String(repeating: "# plimsoll ignore=TD101 x\n", count: 20_000))
        let start = ContinuousClock.now
        _ = Pragma.read(definition: nested)
        _ = Pragma.read(definition: comments)
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}
