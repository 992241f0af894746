package import Basics

/// A simulation for programs.
package struct LifecycleRecord: Encodable, Sendable {
    package struct Day: Encodable, Sendable {
        var day: String
        var pushed: Int
        var standard: LifecycleDay.Store
        var archive: LifecycleDay.Store
        var withoutPolicy: LifecycleDay.Store
        var monthlyUSD: Double
        var events: [Event]
    }

    package struct Event: Encodable, Sendable {
        var action: String
        /// The rule's priority; nil for an artifact that goes with its image.
        var rule: Int?
        var subject: String?
        var tags: [String]
        var digest: String?
        var pushed: String

        init(_ event: LifecycleEvent) {
            action = event.action.rawValue
            switch event.cause {
            case .rule(let priority): rule = priority
            case .subject(let digest): subject = digest
            }
            tags = event.image.tags
            digest = event.image.digest
            pushed = event.image.pushedAt.day.description
        }
    }

    package struct Warning: Encodable, Sendable {
        var path: String
        var line: Int
        var image: String
        var taskDefinition: String
        /// nil where the image is not in the list, so that nothing is known of it.
        var day: String?
        var action: String?
        var rule: Int?
    }

    var policy: String
    var invented: Bool
    var assumptions: [String]
    var pricesOf: String
    var days: [Day]
    var warnings: [Warning]
    var notInList: [Warning]
    var totalUSD: Double
    var totalWithoutPolicyUSD: Double

    package init(_ report: LifecycleReport, _ language: Language) {
        policy = report.path
        invented = report.isInvented
        assumptions = report.assumptions(language)
        pricesOf = report.prices.date.description
        days = report.run.days.map { day in
            Day(
                day: day.day.description, pushed: day.pushed, standard: day.standard, archive: day.archive,
                withoutPolicy: day.without, monthlyUSD: Self.cents(report.monthly(day)),
                events: day.events.map(Event.init))
        }
        warnings = report.run.warnings.map { warning in
            var record = Self.warning(warning.reference)
            record.day = warning.day.description
            record.action = warning.event.action.rawValue
            if case .rule(let priority) = warning.event.cause { record.rule = priority }
            return record
        }
        notInList = report.run.absent.map(Self.warning)
        totalUSD = Self.cents(report.total)
        totalWithoutPolicyUSD = Self.cents(report.totalWithout)
    }

    private static func warning(_ reference: ImageReference) -> Warning {
        Warning(
            path: reference.span.path, line: reference.span.start.line, image: reference.name,
            taskDefinition: reference.task)
    }

    private static func cents(_ amount: Double) -> Double { (amount * 100).rounded() / 100 }
}
