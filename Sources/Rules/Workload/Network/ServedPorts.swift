import Basics
import Workload

extension Listening {
    /// The ports that the program which serves is told to listen on, with their places; nil where that cannot be told.
    static func servedPorts(of workload: Workload) -> [(port: Int, place: Span)]? {
        guard let program = workload.finalProgram else { return nil }
        if ["nginx", "openresty"].contains(program.name) {
            var found: [(port: Int, place: Span)] = []
            for case .nginx(let config) in workload.serverConfigs {
                for listen in config.listens where !listen.isLoopback {
                    // A template's port is filled in at the start.
                    guard let port = listen.port else { return nil }
                    found.append((port, listen.span))
                }
            }
            return found
        }
        guard let port = Listening.of(workload)?.port, let number = Int(port.value) else { return nil }
        return [(number, port.place)]
    }
}
