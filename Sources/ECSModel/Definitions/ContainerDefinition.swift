/// One container of a task definition.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
package struct ContainerDefinition: Sendable {
    package let term: Term

    package init(_ term: Term) { self.term = term }

    package var place: Place { term.place }
    package var name: Field<String> { term.string("name") }
    package var image: Field<TermText> { term.text("image") }
    package var cpu: Field<Int> { term.int("cpu") }
    /// The hard limit in MiB.
    package var memory: Field<Int> { term.int("memory") }
    /// The soft limit in MiB.
    package var memoryReservation: Field<Int> { term.int("memoryReservation") }
    /// True unless it says otherwise.
    package var essential: Field<Bool> { term.bool("essential") }
    package var isEssential: Bool? {
        switch essential {
        case .absent: true
        case .known(let value, _): value
        case .unknown, .wrong: nil
        }
    }
    package var portMappings: [PortMapping] {
        (term["portMappings"]?.items ?? []).filter(\.isMap).map { PortMapping($0) }
    }
    package var environment: [Variable] {
        (term["environment"]?.items ?? []).filter(\.isMap).map { Variable($0, value: "value") }
    }
    package var secrets: [Variable] {
        (term["secrets"]?.items ?? []).filter(\.isMap).map { Variable($0, value: "valueFrom") }
    }
    package var environmentFiles: [Term] { term["environmentFiles"]?.items ?? [] }
    package var mountPoints: [MountPoint] {
        (term["mountPoints"]?.items ?? []).filter(\.isMap).map { MountPoint($0) }
    }
    package var command: Field<[String]> { term.strings("command") }
    package var entryPoint: Field<[String]> { term.strings("entryPoint") }
    package var user: Field<String> { term.string("user") }
    package var workingDirectory: Field<String> { term.string("workingDirectory") }
    package var privileged: Field<Bool> { term.bool("privileged") }
    package var readonlyRootFilesystem: Field<Bool> { term.bool("readonlyRootFilesystem") }
    /// Seconds between SIGTERM and SIGKILL; 30 where it says nothing.
    package var stopTimeout: Field<Int> { term.int("stopTimeout") }
    package var startTimeout: Field<Int> { term.int("startTimeout") }
    package var logConfiguration: LogConfiguration? { term["logConfiguration"].map { LogConfiguration($0) } }
    package var healthCheck: ContainerHealthCheck? { term["healthCheck"].map { ContainerHealthCheck($0) } }
    package var dependsOn: [Dependency] { (term["dependsOn"]?.items ?? []).filter(\.isMap).map { Dependency($0) } }
    package var linuxParameters: Term? { term["linuxParameters"] }
    package var firelens: Term? { term["firelensConfiguration"] }
    package var addedCapabilities: Field<[String]> {
        linuxParameters?["capabilities"]?.strings("add") ?? .absent
    }
    package var droppedCapabilities: Field<[String]> {
        linuxParameters?["capabilities"]?.strings("drop") ?? .absent
    }
    package var initProcessEnabled: Field<Bool> { linuxParameters?.bool("initProcessEnabled") ?? .absent }

    package struct PortMapping: Sendable {
        package let term: Term

        package init(_ term: Term) { self.term = term }

        package var containerPort: Field<Int> { term.int("containerPort") }
        package var hostPort: Field<Int> { term.int("hostPort") }
        package var networkProtocol: Field<String> { term.string("protocol") }
        package var name: Field<String> { term.string("name") }
        package var appProtocol: Field<String> { term.string("appProtocol") }
    }

    /// A variable of `environment`, or of `secrets` with the ARN or name that its value comes from.
    package struct Variable: Sendable {
        package let term: Term
        private let key: String

        init(_ term: Term, value: String) {
            self.term = term
            key = value
        }

        package var name: Field<String> { term.string("name") }
        package var value: Field<TermText> { term.text(key) }
    }

    package struct MountPoint: Sendable {
        package let term: Term

        package init(_ term: Term) { self.term = term }

        package var volume: Field<String> { term.string("sourceVolume") }
        package var path: Field<String> { term.string("containerPath") }
        package var readOnly: Field<Bool> { term.bool("readOnly") }
    }

    package struct Dependency: Sendable {
        package let term: Term

        package init(_ term: Term) { self.term = term }

        package var container: Field<String> { term.string("containerName") }
        /// `START`, `COMPLETE`, `SUCCESS` or `HEALTHY`.
        package var condition: Field<String> { term.string("condition") }
    }
}

/// Where a container's output goes.
package struct LogConfiguration: Sendable {
    package let term: Term

    package init(_ term: Term) { self.term = term }

    package var driver: Field<String> { term.string("logDriver") }
    package var options: [TermEntry] { term["options"]?.entries ?? [] }
    package var secretOptions: [Term] { term["secretOptions"]?.items ?? [] }

    /// An option by its exact name.
    package func option(_ name: String) -> Field<TermText> { term["options"]?.text(name) ?? .absent }
    /// Whether a variable stands for all options.
    package var hasUnknownOptions: Bool { term["options"]?.isUnknown == true }
}

/// The check that ECS runs in a container. An image's own HEALTHCHECK is not looked at by ECS.
package struct ContainerHealthCheck: Sendable {
    package let term: Term

    package init(_ term: Term) { self.term = term }

    package var command: Field<[String]> { term.strings("command") }
    /// Seconds, 5 to 300; 30 where it says nothing.
    package var interval: Field<Int> { term.int("interval") }
    /// Seconds, 2 to 60; 5 where it says nothing.
    package var timeout: Field<Int> { term.int("timeout") }
    /// 1 to 10; 3 where it says nothing.
    package var retries: Field<Int> { term.int("retries") }
    /// Seconds, 0 to 300; none where it says nothing.
    package var startPeriod: Field<Int> { term.int("startPeriod") }
}
