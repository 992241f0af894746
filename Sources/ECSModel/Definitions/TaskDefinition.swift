/// A task definition as RegisterTaskDefinition takes it, read from terms: each field tells what is written, and where.
///
/// Source of fields and defaults: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
package struct TaskDefinition: Sendable {
    package let term: Term
    package let containers: [ContainerDefinition]
    /// Whether all containers are known; false where a variable stands for the list or an item of it.
    package let knowsAllContainers: Bool

    package init(_ term: Term) {
        self.term = term
        let list = term["containerDefinitions"]
        containers = (list?.items ?? []).filter(\.isMap).map { ContainerDefinition($0) }
        knowsAllContainers = list.map { !$0.isUnknown && $0.items.allSatisfy(\.isMap) } ?? true
    }

    package var place: Place { term.place }

    package var family: Field<String> { term.string("family") }
    package var taskRole: Field<TermText> { term.text("taskRoleArn") }
    package var executionRole: Field<TermText> { term.text("executionRoleArn") }
    package var networkMode: Field<String> { term.string("networkMode") }
    package var cpu: Field<String> { term.string("cpu") }
    package var memory: Field<String> { term.string("memory") }
    /// CPU units: 1,024 are one vCPU. `1 vCPU`, `.5 vcpu` and `256` are understood, as at registration.
    package var cpuUnits: Field<Int> { cpu.map(TaskSize.cpuUnits) }
    /// MiB; `1 GB` and `1024` are understood.
    package var memoryMiB: Field<Int> { memory.map(TaskSize.memoryMiB) }
    package var compatibilities: Field<[String]> { term.strings("requiresCompatibilities") }
    package var pidMode: Field<String> { term.string("pidMode") }
    package var ipcMode: Field<String> { term.string("ipcMode") }
    package var volumes: [Volume] { (term["volumes"]?.items ?? []).filter(\.isMap).map { Volume($0) } }
    /// `X86_64` or `ARM64`.
    package var architecture: Field<String> { term["runtimePlatform"]?.string("cpuArchitecture") ?? .absent }
    /// `LINUX` and the versions of Windows.
    package var operatingSystem: Field<String> { term["runtimePlatform"]?.string("operatingSystemFamily") ?? .absent }
    /// GiB beside the 20 that each Fargate task has.
    package var ephemeralStorage: Field<Int> { term["ephemeralStorage"]?.int("sizeInGiB") ?? .absent }

    package var isWindows: Bool { operatingSystem.value?.uppercased().hasPrefix("WINDOWS") == true }

    /// Whether it asks to be held to what Fargate can run; nil where that is not known. Without the key it depends on
    /// the service.
    package var requiresFargate: Bool? {
        switch compatibilities {
        case .known(let values, _): values.contains { $0.uppercased() == "FARGATE" }
        case .absent: false
        case .unknown, .wrong: nil
        }
    }

    package func container(_ name: String) -> ContainerDefinition? { containers.first { $0.name.value == name } }

    /// A volume of the task.
    package struct Volume: Sendable {
        package let term: Term

        package init(_ term: Term) { self.term = term }

        package var name: Field<String> { term.string("name") }
        package var hostPath: Field<String> { term["host"]?.string("sourcePath") ?? .absent }
        package var efs: Term? { term["efsVolumeConfiguration"] }
        package var docker: Term? { term["dockerVolumeConfiguration"] }
        package var fsx: Term? { term["fsxWindowsFileServerVolumeConfiguration"] }
        package var configuredAtLaunch: Field<Bool> { term.bool("configuredAtLaunch") }
    }
}
