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

    package func events(_ kind: Activity.Kind) -> [Event] { events.filter { $0.activity.kind == kind } }
    package func has(_ kind: Activity.Kind) -> Bool { events.contains { $0.activity.kind == kind } }

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
