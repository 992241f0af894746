import Basics
import ECSModel
import Pipelines
import Testing

/// What comes before what.
struct OrderTests {
    private static let source = SourceFile(path: "ci.yml", text: "a")
    private static let place = Place(source, 0..<1)

    private func job(_ id: String, needs: [String] = [], _ kinds: [Activity.Kind]) -> Job {
        Job(
            id: id, place: Self.place, needs: needs, runner: Runner(.ephemeral),
            steps: [
                Step(
                    place: Self.place, work: .service("x"),
                    activities: kinds.map { Activity($0, tool: "x", place: Self.place) })
            ])
    }

    private func order(_ jobs: [Job]) -> Order {
        Order(Pipeline(name: "p", form: .gitLab, place: Self.place, jobs: jobs))
    }

    private func precedes(_ order: Order, _ a: Activity.Kind, _ b: Activity.Kind) -> Bool {
        guard let first = order.events(a).first, let second = order.events(b).first else { return false }
        return order.precedes(first, second)
    }

    @Test func stepsOfAJobRunInOrder() {
        let order = order([job("a", [.test, .push])])
        #expect(precedes(order, .test, .push))
        #expect(!precedes(order, .push, .test))
    }

    @Test func needsReachThroughOtherJobs() {
        let order = order([job("a", [.test]), job("b", needs: ["a"], [.build]), job("c", needs: ["b"], [.push])])
        #expect(precedes(order, .test, .push))
        #expect(!precedes(order, .push, .test))
        #expect(!order.areConcurrent(order.events[0].job, order.events[2].job))
    }

    @Test func jobsThatDoNotNeedEachOtherPrecedeNeither() {
        let order = order([job("a", [.scan]), job("b", [.push])])
        #expect(!precedes(order, .scan, .push))
        #expect(!precedes(order, .push, .scan))
        #expect(order.areConcurrent(order.events[0].job, order.events[1].job))
    }

    @Test func aCircleOfNeedsEnds() {
        let order = order([job("a", needs: ["b"], [.scan]), job("b", needs: ["a"], [.push])])
        #expect(order.events.count == 2)
    }
}
