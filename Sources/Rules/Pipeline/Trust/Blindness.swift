import Pipelines

/// Whether all is known of what a pipeline does, so that something may be said to be missing.
enum Blindness {
    static func knows(_ pipeline: Pipeline) -> Bool {
        pipeline.gaps.isEmpty && pipeline.jobs.allSatisfy(knows)
    }

    static func knows(_ job: Job) -> Bool { job.steps.allSatisfy { $0.isUnderstood && $0.unread.isEmpty } }
}
