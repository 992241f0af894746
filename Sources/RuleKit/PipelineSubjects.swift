package import Pipelines

/// A pipeline as rules look at it: with the order of what it does, and the other pipelines beside it.
package struct PipelineSubject: Sendable {
    package let pipeline: Pipeline
    package let order: Order
    package let all: Pipelines

    package init(_ pipeline: Pipeline, among all: Pipelines) {
        self.pipeline = pipeline
        order = Order(pipeline)
        self.all = all
    }
}

extension PipelineSubject: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == PipelineSubject {
        .pipeline { rule.check($0, &$1) }
    }
}

extension Pipelines: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == Pipelines {
        .pipelines { rule.check($0, &$1) }
    }
}
