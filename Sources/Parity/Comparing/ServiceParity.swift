package import Basics
package import ECSModel
package import Workload

/// One service in all its environments, field by field.
package struct ServiceParity: Sendable {
    package struct Environment: Sendable {
        package var name: EnvironmentName
        /// What makes it this environment, for people: a folder, a file, a value of a parameter.
        package var source: String
        package var place: Place
        package var task: TaskNode?
        package var service: ServiceNode?
    }

    /// What people call it, without any environment.
    package var name: String
    /// Whether it is about databases and caches beside the services.
    package var isBacking: Bool
    /// Nearest to production last.
    package var environments: [Environment]
    package var rows: [ParityRow]

    package var differing: [ParityRow] { rows.filter { $0.outcome == .differs } }

    /// The environment that the others are held against: production, else the last one.
    package var reference: Int {
        environments.lastIndex { $0.name.isProduction } ?? environments.count - 1
    }
}

/// All services that were found in more than one environment, and what is declared of them.
package struct ServiceEnvironments: Sendable {
    package var services: [ServiceParity]
    package var settings: ParitySettings
    /// Files that no other part of a review reads: of parameters and values.
    package var sources: [SourceFile]
    /// Files of parameters that could not be used.
    package var files: [Infrastructure.File]

    package init(
        services: [ServiceParity] = [], settings: ParitySettings = ParitySettings(), sources: [SourceFile] = [],
        files: [Infrastructure.File] = []
    ) {
        self.services = services
        self.settings = settings
        self.sources = sources
        self.files = files
    }

    package var isEmpty: Bool { services.isEmpty && settings.allowances.isEmpty }

    /// Declarations that let nothing differ any more, by number. Of a value that is not known nobody can say; where only
    /// one environment is looked at, nothing is said at all.
    package var idleAllowances: [Int] {
        guard !services.isEmpty else { return [] }
        let fields = services.flatMap { service in
            service.rows.filter { $0.outcome == .declared || $0.outcome == .unknown }.map(\.field)
        }
        return settings.allowances.indices.filter { number in
            !fields.contains { settings.allowances[number].pattern.matches($0) }
        }
    }

    /// The declarations that let nothing differ, alone.
    package func settings(idle numbers: [Int]) -> ParitySettings {
        var settings = settings
        settings.allowances = numbers.map { settings.allowances[$0] }
        return settings
    }

    /// A file that it speaks of.
    package var anySource: SourceFile? {
        if let place = services.first?.environments.first?.place { return place.source }
        return settings.allowances.first.map { SourceFile(path: $0.span.path, bytes: []) }
    }
}
