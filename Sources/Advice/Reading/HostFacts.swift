import Basics
import ECSModel
import Workload

/// What a task asks of its host.
struct HostFacts {
    let task: TaskNode
    let reader: FactReader

    private var definition: TaskDefinition { task.definition }
    private var containers: [ContainerDefinition] { definition.containers }
    private var place: FactSource { reader.source(task.member.place) }

    var gpu: Fact<Bool> {
        guard definition.knowsAllContainers else { return .unknown }
        var isUnknown = false
        for container in containers {
            guard let list = container.term["resourceRequirements"] else { continue }
            if list.isUnknown { isUnknown = true }
            for item in list.items {
                let type = item.string("type")
                if type.value?.uppercased() == "GPU" { return .known(true, reader.source(type.place ?? item.place)) }
                if type.isUnknown || item.isUnknown { isUnknown = true }
            }
        }
        return isUnknown ? .unknown : .known(false, place)
    }

    var privileged: Fact<Bool> {
        guard definition.knowsAllContainers else { return .unknown }
        var isUnknown = false
        for container in containers {
            switch container.privileged {
            case .known(true, let place): return .known(true, reader.source(place))
            case .unknown: isUnknown = true
            default: continue
            }
        }
        return isUnknown ? .unknown : .known(false, place)
    }

    // MARK: Host features

    private struct Found {
        var features: [WorkloadFacts.HostFeature] = []
        var sources: [FactSource] = []
        var isUnknown = false

        mutating func add(_ feature: WorkloadFacts.HostFeature, _ source: FactSource) {
            if !features.contains(feature) { features.append(feature) }
            if !sources.contains(source) { sources.append(source) }
        }
    }

    /// - Parameter isOnInstances: whether the network mode is bridge where none is written.
    func features(isOnInstances: Bool) -> Fact<[WorkloadFacts.HostFeature]> {
        guard definition.knowsAllContainers else { return .unknown }
        var found = Found()
        readTask(&found, isOnInstances: isOnInstances)
        for container in containers { read(container, &found) }
        for service in task.services {
            switch service.service.schedulingStrategy {
            case .known(let strategy, let place) where strategy.uppercased() == "DAEMON":
                found.add(.oneOnEachHost, reader.source(place))
            case .unknown: found.isUnknown = true
            default: break
            }
            if let term = service.service.term["placementConstraints"], !term.items.isEmpty {
                found.add(.placement, reader.source(term.place))
            }
        }
        // What is known to be there counts even where something else is open.
        if found.isUnknown, !found.features.contains(where: \.needsHost) { return .unknown }
        return .known(found.features, found.features.isEmpty ? [place] : found.sources)
    }

    private func readTask(_ found: inout Found, isOnInstances: Bool) {
        switch definition.networkMode {
        case .known(let mode, let place):
            if mode.lowercased() == "host" { found.add(.hostNetwork, reader.source(place)) }
            if mode.lowercased() == "bridge" { found.add(.bridgeNetwork, reader.source(place)) }
        case .absent where isOnInstances && !definition.isWindows: found.add(.bridgeNetwork, place)
        default: break
        }
        switch definition.pidMode {
        case .known(let mode, let place) where mode.lowercased() == "host":
            found.add(.hostProcesses, reader.source(place))
        case .unknown: found.isUnknown = true
        default: break
        }
        switch definition.ipcMode {
        case .known(let mode, let place) where mode.lowercased() != "none":
            found.add(.sharedIPC, reader.source(place))
        case .unknown: found.isUnknown = true
        default: break
        }
        if let term = definition.term["placementConstraints"], !term.items.isEmpty {
            found.add(.placement, reader.source(term.place))
        }
        for volume in definition.volumes {
            if case .known(let path, let place) = volume.hostPath, path.hasSuffix("docker.sock") {
                found.add(.dockerSocket, reader.source(place))
            }
        }
    }

    private func read(_ container: ContainerDefinition, _ found: inout Found) {
        func list(_ term: Term?, _ feature: WorkloadFacts.HostFeature) {
            guard let term else { return }
            if term.isUnknown, feature.needsHost { found.isUnknown = true }
            if !term.items.isEmpty { found.add(feature, reader.source(term.place)) }
        }
        switch container.addedCapabilities {
        case .known(let names, let place):
            let isMore = names.contains { name in
                let name = name.uppercased()
                return name != "SYS_PTRACE" && name != "CAP_SYS_PTRACE"
            }
            if isMore { found.add(.capabilities, reader.source(place)) }
        case .unknown: found.isUnknown = true
        default: break
        }
        let linux = container.linuxParameters
        if linux?.isUnknown == true { found.isUnknown = true }
        list(linux?["devices"], .devices)
        list(linux?["tmpfs"], .tmpfs)
        if let size = linux?.int("sharedMemorySize"), let place = size.place {
            if size.isUnknown { found.isUnknown = true }
            if size.value != nil { found.add(.sharedMemory, reader.source(place)) }
        }
        if let swap = linux?.int("maxSwap"), let place = swap.place, swap.value != nil {
            found.add(.swap, reader.source(place))
        }
        list(container.term["dockerSecurityOptions"], .securityOptions)
        for key in ["extraHosts", "dnsServers", "dnsSearchDomains", "links"] { list(container.term[key], .names) }
    }

    // MARK: Volumes

    var volumes: Fact<[WorkloadFacts.Volume]> {
        if definition.term["volumes"]?.isUnknown == true { return .unknown }
        var found: [WorkloadFacts.Volume] = []
        var sources: [FactSource] = []
        func add(_ volume: WorkloadFacts.Volume, _ place: Place) {
            if !found.contains(volume) { found.append(volume) }
            sources.append(reader.source(place))
        }
        for volume in definition.volumes {
            if let efs = volume.efs {
                add(.efs, efs.place)
            } else if let fsx = volume.fsx {
                add(.fsx, fsx.place)
            } else if let docker = volume.docker {
                add(.docker, docker.place)
            } else if volume.configuredAtLaunch.value == true {
                add(.ebs, volume.term.place)
            } else {
                switch volume.hostPath {
                case .known(let path, let place) where !path.isEmpty: add(.host, place)
                case .unknown: return .unknown
                default: add(.scratch, volume.term.place)
                }
            }
        }
        return .known(found, found.isEmpty ? [place] : sources)
    }
}
