import Basics
import ECSModel
import RuleKit
import Workload

/// What a task speaks: its port mappings and target groups tell more than what its image is made of.
struct TransportFacts {
    let task: TaskNode
    let image: Workload?
    let reader: FactReader

    func read() -> Fact<[WorkloadFacts.Transport]> {
        let containers = task.definition.containers
        var found: [WorkloadFacts.Transport] = []
        var sources: [FactSource] = []
        var isByHTTP = false
        var plain: FactSource?
        func add(_ transport: WorkloadFacts.Transport, _ place: Place?, _ fallback: Place) {
            if !found.contains(transport) { found.append(transport) }
            sources.append(reader.source(place ?? fallback))
        }
        for mapping in containers.flatMap(\.portMappings) {
            if mapping.networkProtocol.value?.lowercased() == "udp" {
                add(.udp, mapping.networkProtocol.place, mapping.term.place)
            }
            switch mapping.appProtocol.value?.lowercased() {
            case "grpc"?: add(.grpc, mapping.appProtocol.place, mapping.term.place)
            case "http"?, "http2"?: add(.http, mapping.appProtocol.place, mapping.term.place)
            default: break
            }
        }
        for service in task.services {
            for (entry, group) in service.targets {
                guard let group else { continue }
                let name = group.properties.string("protocol")
                switch name.value?.uppercased() {
                case "HTTP"?, "HTTPS"?:
                    let version = group.properties.string("protocolVersion")
                    if version.value?.uppercased() == "GRPC" {
                        add(.grpc, version.place, group.place)
                    } else {
                        isByHTTP = true
                        add(.http, name.place, group.place)
                    }
                case "UDP"?, "TCP_UDP"?: add(.udp, name.place, group.place)
                case "TCP"?, "TLS"?: plain = reader.source(name.place ?? entry.term.place)
                default: break
                }
            }
        }
        let told = image.map { ImageFacts(workload: $0, reader: reader).transports } ?? .unknown
        return join(found, sources, plain, told, isByHTTP: isByHTTP)
    }

    private func join(
        _ found: [WorkloadFacts.Transport], _ sources: [FactSource], _ plain: FactSource?,
        _ told: Fact<[WorkloadFacts.Transport]>, isByHTTP: Bool
    ) -> Fact<[WorkloadFacts.Transport]> {
        if found.isEmpty {
            guard let plain, told.value == nil || told.value == [.tcp] else { return told }
            if told.value == [.tcp] { return told }
            return .suspected(
                Text(
                    en: "its target group passes TCP on, whatever that carries",
                    ja: "ターゲットグループが TCP を転送しており、上位のプロトコルはわかりません"), [plain])
        }
        // A target group for HTTP carries WebSockets as well, but no gRPC.
        if isByHTTP, found == [.http] {
            if told.value?.contains(.websocket) == true {
                return .known([.http, .websocket], sources + told.sources)
            }
            if let suspicion = told.suspicion, suspicion.en.contains("WebSocket") {
                return .suspected(suspicion, told.sources)
            }
        }
        return .known(found, sources)
    }
}
