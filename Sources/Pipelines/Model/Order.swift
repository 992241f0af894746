/// An activity with the step and the job that it belongs to.
package struct Event: Sendable {
    package let pipeline: Pipeline
    package let job: Job
    package let step: Step
    package let activity: Activity
    /// Its place in the order of its job.
    let position: Int
}

/// What comes before what in a pipeline.
package struct Order: Sendable {
    package let events: [Event]
    /// All jobs, direct or not, that must have succeeded before a job starts.
    private let ancestors: [String: Set<String>]
    /// The numbers of the events of each kind.
    private let byKind: [Activity.Kind: [Int]]
    /// The jobs by id; of two with the same one the first.
    private let jobs: [String: Job]

    package init(_ pipeline: Pipeline) {
        var events: [Event] = []
        for job in pipeline.jobs {
            var position = 0
            for step in job.steps {
                for activity in step.activities {
                    events.append(
                        Event(pipeline: pipeline, job: job, step: step, activity: activity, position: position))
                    position += 1
                }
            }
        }
        self.events = events
        byKind = Dictionary(grouping: events.indices) { events[$0].activity.kind }
        jobs = Dictionary(pipeline.jobs.map { ($0.id, $0) }) { first, _ in first }
        let needs = Dictionary(pipeline.jobs.map { ($0.id, $0.needs) }) { first, _ in first }
        var ancestors: [String: Set<String>] = [:]
        for job in pipeline.jobs {
            var open = job.needs
            var seen: Set<String> = []
            while let next = open.popLast() {
                if seen.insert(next).inserted { open += needs[next] ?? [] }
            }
            ancestors[job.id] = seen
        }
        self.ancestors = ancestors
    }

    package func events(_ kind: Activity.Kind) -> [Event] { (byKind[kind] ?? []).map { events[$0] } }
    package func has(_ kind: Activity.Kind) -> Bool { byKind[kind] != nil }

    /// The events of several kinds, in their order.
    package func events(_ kinds: [Activity.Kind]) -> [Event] {
        kinds.flatMap { byKind[$0] ?? [] }.sorted().map { events[$0] }
    }

    /// Whether one job must have succeeded before another starts.
    package func precedes(_ a: Job, _ b: Job) -> Bool { ancestors[b.id]?.contains(a.id) ?? false }

    /// The jobs that must have succeeded before another starts, direct or not, in the order of their ids.
    package func jobs(before job: Job) -> [Job] { (ancestors[job.id] ?? []).sorted().compactMap { jobs[$0] } }

    /// Whether the first is always over, and did not fail, when the second begins. False where that is open.
    package func precedes(_ a: Event, _ b: Event) -> Bool {
        if a.job.id == b.job.id { return a.position < b.position }
        return ancestors[b.job.id]?.contains(a.job.id) ?? false
    }

    /// Whether two jobs may run at the same time.
    package func areConcurrent(_ a: Job, _ b: Job) -> Bool {
        a.id != b.id && ancestors[a.id]?.contains(b.id) != true && ancestors[b.id]?.contains(a.id) != true
    }
}
