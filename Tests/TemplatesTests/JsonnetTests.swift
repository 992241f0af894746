import Basics
import Templates
import Testing

/// Jsonnet, of which another program makes JSON.
struct JsonnetTests {
    private static let source = SourceFile(
        path: "task.jsonnet",
        text: """
            local env = std.native('env');
            {
              family: 'web',
              containerDefinitions: [{
                name: 'web',
                image: 'web:' + env('TAG', 'v1'),
              }, { name: 'log' }],
            }
            """)

    @Test func valuesStandWhereTheirKeysDo() throws {
        let json = #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:v1"}, {"name": "log"}]}"#
        let document = try JsonnetPlaces.document(
            rendered: Array(json.utf8), of: Self.source, limits: DocumentLimits())
        func text(_ node: DocumentNode?) -> String? { node.map { Self.source.text($0.range) } }
        let containers = try #require(document.root["containerDefinitions"])
        #expect(text(document.root["family"]) == "family")
        #expect(text(containers) == "containerDefinitions")
        #expect(text(containers.items.first?["image"]) == "image")
        // A key that is written twice tells no place: that of what holds it stands in.
        #expect(text(containers.items.last?["name"]) == "containerDefinitions")
        #expect(document.root["containerDefinitions"]?.items.first?["image"]?.string == "web:v1")
    }

    @Test func brokenOutputIsAnErrorOfTheFile() {
        #expect(throws: Failure.self) {
            try JsonnetPlaces.document(rendered: Array("{".utf8), of: Self.source, limits: DocumentLimits())
        }
    }

    @Test func functionsOfEcspressoBecomeMarks() {
        let prepared = String(decoding: JsonnetSource.prepared(Self.source.bytes), as: UTF8.self)
        #expect(prepared.hasSuffix("image: 'web:' + env('TAG', 'v1'),\n  }, { name: 'log' }],\n}"))
        #expect(prepared.contains("local env = plimsoll_native('env');"))
        // In one line with what was the first: messages of the program name the right lines.
        #expect(prepared.split(separator: "\n").count == Self.source.lineStarts.count)
    }

    @Test func plainJsonnetIsLeftAsItIs() {
        let plain = Array("{ a: std.length([1]) }".utf8)
        #expect(JsonnetSource.prepared(plain) == plain)
    }
}
