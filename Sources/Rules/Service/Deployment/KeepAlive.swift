import Basics
import ECSModel
import RuleKit
import Workload

/// How long a server keeps an idle connection, where its command or configuration says so.
struct KeepAlive {
    var seconds: Int
    var setting: String
    var place: Span

    static func of(_ container: TaskSubject.Container) -> KeepAlive? {
        switch container.program {
        case "uvicorn": return option("--timeout-keep-alive", container)
        case "hypercorn": return option("--keep-alive", container)
        case "gunicorn":
            // Its synchronous workers close after each request, and the load balancer knows.
            guard container.option("--worker-class", "-k")?.text.hasPrefix("sync") != true else { return nil }
            return container.option("--worker-class", "-k") == nil ? nil : option("--keep-alive", container)
        case "nginx": return nginx(container)
        default: return nil
        }
    }

    private static func option(_ name: String, _ container: TaskSubject.Container) -> KeepAlive? {
        guard let told = container.option(name), let seconds = StopGrace.seconds(told.text) else { return nil }
        return KeepAlive(seconds: seconds, setting: name, place: told.place)
    }

    private static func nginx(_ container: TaskSubject.Container) -> KeepAlive? {
        guard let workload = container.workload else { return nil }
        let found = workload.serverConfigs.flatMap { config -> [NginxDirective] in
            guard case .nginx(let config) = config else { return [] }
            return config.directives.filter { $0.name == "keepalive_timeout" }
        }
        // Several may be of different servers.
        guard found.count == 1, let directive = found.first, let text = directive.arguments.first,
            let seconds = StopGrace.seconds(text)
        else { return nil }
        return KeepAlive(seconds: seconds, setting: directive.name, place: directive.span)
    }
}
