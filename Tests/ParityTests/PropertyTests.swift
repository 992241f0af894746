import Parity
import Testing

@Suite struct PropertyTests {
    /// Containers of all sorts of fields, made from numbers.
    private static func containers(_ count: Int) -> [String] {
        var random = SystemRandomNumberGeneratorFrom(seed: 7)
        let parts = [
            #""user": "1000""#, #""readonlyRootFilesystem": true"#, #""stopTimeout": 60"#, #""command": ["run"]"#,
            #""environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "b"}]"#,
            #""secrets": [{"name": "C", "valueFrom": "/x/c"}]"#, #""healthCheck": {"command": ["CMD", "x"]}"#,
            #""portMappings": [{"containerPort": 80}]"#, #""essential": false"#, #""cpu": 128"#,
            #""logConfiguration": {"logDriver": "awslogs", "options": {"mode": "non-blocking"}}"#,
            #""mountPoints": [{"sourceVolume": "v", "containerPath": "/v"}]"#, #""environment": "<ALL>""#,
            #""ulimits": [{"name": "nofile", "softLimit": 1, "hardLimit": 2}]"#, #""user": "<USER>""#,
        ]
        return (0..<count).map { _ in
            ParityFixture.container(parts.filter { _ in random.next() % 3 == 0 }.joined(separator: ", "))
        }
    }

    @Test(arguments: containers(30))
    func nothingDiffersFromItself(container: String) {
        let rows = ParityFixture.pair(container, container)
        #expect(!rows.isEmpty)
        #expect(rows.filter { $0.outcome == .differs || $0.outcome == .mayDiffer }.map(\.field) == [])
    }

    @Test(arguments: zip(containers(60).prefix(30), containers(60).suffix(30)))
    func orderSaysNothing(a: String, b: String) {
        // Between two environments of which neither is production, the weight is the same too.
        func rows(_ dev: String, _ staging: String) -> [ParityRow] {
            ParityFixture.load(["dev/taskdef.json": dev, "staging/taskdef.json": staging]).services.first?.rows ?? []
        }
        let one = rows(a, b)
        let other = rows(b, a)
        #expect(ParityFixture.outcomes(one) == ParityFixture.outcomes(other))
        let weights = { (rows: [ParityRow]) in
            Dictionary(rows.map { ($0.field, $0.weight) }, uniquingKeysWith: { first, _ in first })
        }
        #expect(weights(one) == weights(other))
    }

    @Test(arguments: containers(30))
    func whatIsUnknownDiffersFromNothing(container: String) {
        let unknown = #"{"family": "web", "containerDefinitions": "<CONTAINERS>"}"#
        for rows in [ParityFixture.pair(container, unknown), ParityFixture.pair(unknown, container)] {
            #expect(rows.filter { $0.outcome == .differs }.map(\.field) == [])
        }
    }

    /// Numbers that are the same in each run.
    private struct SystemRandomNumberGeneratorFrom: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }
}
