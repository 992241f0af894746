import Basics
import ECSModel
import Templates
import Testing

/// Files that a renderer turns into JSON or YAML, read before it does.
struct TemplateMaskTests {
    private static func document(_ text: String, _ path: String = "ecs-task-def.json") throws -> Document {
        try Document.read(SourceFile(path: path, text: text), limits: DocumentLimits(placeholders: true))
    }

    /// What a term says, with `?name` for what is not known.
    static func shown(_ term: Term) -> String {
        switch term.kind {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let digits): digits
        case .text(let text): text.known.map { "'\($0)'" } ?? "'\(text.shown)'"
        case .unknown(let unknown): "?\(unknown.text)"
        case .list(let items): "[" + items.map(shown).joined(separator: " ") + "]"
        case .map(let entries): "{" + entries.map { "\($0.key):\(shown($0.value))" }.joined(separator: " ") + "}"
        }
    }

    @Test(
        arguments: [
            (#"{"cpu": {{ must_env `CPU` }}, "a": 1}"#, "{cpu:?must_env `CPU` a:1}"),
            (#"{"cpu": "{{ env `CPU` `256` }}"}"#, "{cpu:'${env `CPU` `256`}'}"),
            (
                #"{"image": "{{ must_env `REPO` }}/web:{{ must_env `TAG` }}"}"#,
                "{image:'${must_env `REPO`}/web:${must_env `TAG`}'}"
            ),
            // The quotes of a tag's own argument do not end the text that it stands in.
            (#"{"image": "web:{{ must_env "TAG" }}"}"#, #"{image:'web:${must_env "TAG"}'}"#),
            (
                #"{"role": "{{ tfstate `aws_iam_role.exec['web'].arn` }}"}"#,
                "{role:'${tfstate `aws_iam_role.exec['web'].arn`}'}"
            ),
            (
                #"{"valueFrom": "{{ secretsmanager_arn `db` }}:password::"}"#,
                "{valueFrom:'${secretsmanager_arn `db`}:password::'}"
            ),
            (
                #"{"v": "{{ ssm `/a/b` }}", "w": "{{ cfn_output `Stack` `Key` }}"}"#,
                "{v:'${ssm `/a/b`}' w:'${cfn_output `Stack` `Key`}'}"
            ),
            // AWS's own references are no tags.
            (#"{"v": "{{resolve:ssm:/a:1}}", "w": {{ x }}}"#, "{v:'${resolve:ssm:/a:1}' w:?x}"),
            // What depends on a condition is not known, whichever way it turns out.
            (#"{"a": 1{% if prod %}, "b": 2{% endif %}}"#, "{a:1 b:?2}"),
            (#"{"a": [1{{ if .x }}, 2{{ end }}]}"#, "{a:[1 ?2]}"),
            (#"{{/* note */}}{"a": 1}"#, "{a:1}"),
            ("{{ $x := env `A` `b` }}{\"a\": 1}", "{a:1}"),
            (#"{"cpu": <CPU>, "memory": ${MEMORY}, "n": $COUNT}"#, "{cpu:?CPU memory:?MEMORY n:?COUNT}"),
        ])
    func jsonIsReadThroughItsTags(text: String, expected: String) throws {
        #expect(Self.shown(try Self.document(text).term) == expected)
    }

    @Test(
        arguments: [
            ("cluster: '{{ must_env `CLUSTER` }}'\n", "{cluster:'${must_env `CLUSTER`}'}"),
            ("cluster: {{ must_env `CLUSTER` }}\nregion: a\n", "{cluster:?must_env `CLUSTER` region:'a'}"),
            ("a: x-{{ env `A` `b` }}-y\n", "{a:'x-${env `A` `b`}-y'}"),
            ("a: 1\n{{ if .x }}\nb: 2\n{{ end }}\nc: 3\n", "{a:1 b:?2 c:3}"),
            ("a: {b: 1}\n", "{a:{b:1}}"),
        ])
    func yamlIsReadThroughItsTags(text: String, expected: String) throws {
        #expect(Self.shown(try Self.document(text, "ecspresso.yml").term) == expected)
    }

    @Test func placesStayTrue() throws {
        let document = try Self.document(
            "{\n  \"cpu\": {{ must_env `CPU` }},\n  \"image\": \"{{ must_env `A` }}:v1\"\n}")
        let image = try #require(document.term["image"])
        #expect(image.span.start == Position(line: 3, column: 12))
        #expect(document.source.text(image.place.range) == "\"{{ must_env `A` }}:v1\"")
    }

    @Test(arguments: [
        "{{", "{{{{{{", "{% if %}", "{\"a\": \"{{ x\"}", "{\"a\": {{ x }", "<%", "{{ end }}{{ end }}", "{{ if }}",
    ])
    func brokenTagsEndInAnErrorOrAValue(text: String) {
        _ = try? Self.document(text)
        _ = try? Self.document(text, "a.yml")
    }

    @Test func manyTagsAreReadInLinearTime() throws {
        let pair = "\"{{ a }}{{ if x }}\", "
        let text = "[" + String(repeating: pair, count: 20_000) + "1, {{ x }}]"
        let start = ContinuousClock.now
        let document = try Self.document(text)
        #expect(document.root.items.count == 20_002)
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
