import Basics
import ECSModel
import RuleKit
import Workload

/// How long an application goes on with what it has begun once SIGTERM has come, as its options, variables or
/// configuration say; defaults are not looked at.
struct StopGrace {
    var seconds: Int
    var setting: String
    var place: Span

    static func of(_ container: TaskSubject.Container) -> StopGrace? {
        if let told = option(of: container) { return told }
        let variables = [
            "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "ASPNETCORE_SHUTDOWNTIMEOUTSECONDS",
            "DOTNET_SHUTDOWNTIMEOUTSECONDS", "UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN",
        ]
        for name in variables {
            guard let told = container.variable(name), let seconds = seconds(told.text) else { continue }
            return StopGrace(seconds: seconds, setting: name, place: told.place)
        }
        guard container.startsAsImage, let workload = container.workload else { return nil }
        return configured(workload)
    }

    private static func option(of container: TaskSubject.Container) -> StopGrace? {
        for name in ["--graceful-timeout", "--timeout-graceful-shutdown"] {
            guard let told = container.option(name), let seconds = seconds(told.text) else { continue }
            return StopGrace(seconds: seconds, setting: name, place: told.place)
        }
        return nil
    }

    /// What the configuration of the server that PID 1 is says.
    private static func configured(_ workload: Workload) -> StopGrace? {
        let program = workload.finalProgram?.name
        for config in workload.serverConfigs {
            switch config {
            case .gunicorn(let config) where program == "gunicorn":
                guard let value = config.gracefulTimeout, let seconds = seconds(value.text) else { continue }
                return StopGrace(seconds: seconds, setting: "graceful_timeout", place: value.span)
            case .nginx(let config) where program == "nginx":
                guard let found = config.directives.last(where: { $0.name == "worker_shutdown_timeout" }),
                    let text = found.arguments.first, let seconds = seconds(text)
                else { continue }
                return StopGrace(seconds: seconds, setting: found.name, place: found.span)
            default: continue
            }
        }
        return nil
    }

    /// `30`, `30s`, `2m`, in whole seconds.
    static func seconds(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number < 1_000_000 else { return nil }
        switch text.dropFirst(digits.count).lowercased() {
        case "", "s": return number
        case "m": return number * 60
        case "h": return number * 3600
        default: return nil
        }
    }
}
