import Basics
import ECSModel

/// Makes the resources of one manifest under one environment.
struct CopilotMaker {
    let manifest: Term
    let kind: CopilotManifest.Kind
    let environment: String
    let path: String

    func resources() -> [Resource] {
        var found = [resource(ResourceType.taskDefinition, path, task)]
        guard kind != .job else { return found }
        found.append(resource(ResourceType.service, serviceAddress, service))
        if let target = scalableTarget {
            found.append(resource(ResourceType.scalableTarget, path + "#ScalableTarget", target))
        }
        return found
    }

    var serviceAddress: String { path + "#Service" }

    private func resource(_ type: String, _ address: String, _ term: Term) -> Resource {
        Resource(type: type, address: address, properties: term, place: name.place, origin: .copilot)
    }

    var name: Term { manifest["name"] ?? manifest }

    // MARK: Terms

    /// Where Copilot gives a value by itself: at the type, which makes it do so.
    var own: Place { manifest["type"]?.place ?? manifest.place }

    func text(_ value: String) -> Term { Term(.text(TermText(value)), own) }
    func number(_ value: Int) -> Term { Term(.number(String(value)), own) }
    func unknown(_ text: String) -> Term { Term(.unknown(Unknown(.attribute, text)), own) }

    /// A map of those entries that have a value.
    func map(_ entries: [(key: String, from: TermEntry?, value: Term?)], at place: Place? = nil) -> Term {
        Term(
            .map(
                entries.compactMap { entry in
                    entry.value.map {
                        TermEntry(key: entry.key, keyPlace: entry.from?.keyPlace ?? $0.place, value: $0)
                    }
                }), place ?? own)
    }

    /// Seconds of `90s`, `2m`, `1m30s`; unknown for anything else.
    static func seconds(_ term: Term) -> Term {
        guard let text = term.string else { return term }
        var total = 0
        var digits = 0
        var hasDigits = false
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39 where digits < 1_000_000:
                digits = digits * 10 + Int(byte - 0x30)
                hasDigits = true
                continue
            case UInt8(ascii: "h") where hasDigits: total += digits * 3600
            case UInt8(ascii: "m") where hasDigits: total += digits * 60
            case UInt8(ascii: "s") where hasDigits: total += digits
            default: return Term(.unknown(Unknown(.expression, text)), term.place)
            }
            digits = 0
            hasDigits = false
        }
        return Term(.number(String(total + digits)), term.place)
    }

    // MARK: Task definition

    var task: Term {
        let family = TermText([
            .unknown(Unknown(.parameter, "application")), .literal("-"),
            environment.isEmpty ? .unknown(Unknown(.parameter, "environment")) : .literal(environment), .literal("-"),
        ])
        let storage = manifest["storage"]
        let ephemeral = storage?["ephemeral"]
        var task = map(
            [
                ("family", nil, Term(.text(family + (name.text ?? TermText(""))), name.place)),
                ("networkMode", nil, text("awsvpc")),
                ("requiresCompatibilities", nil, Term(.list([text("FARGATE")]), own)),
                ("cpu", manifest.entry("cpu"), manifest["cpu"] ?? unknown("cpu")),
                ("memory", manifest.entry("memory"), manifest["memory"] ?? unknown("memory")),
                ("executionRoleArn", nil, unknown("ExecutionRole.Arn")),
                ("taskRoleArn", nil, unknown("TaskRole.Arn")),
                ("runtimePlatform", manifest.entry("platform"), platform),
                (
                    "ephemeralStorage", nil,
                    ephemeral.map { map([("sizeInGiB", nil, $0)], at: $0.place) }
                ),
                ("volumes", storage?.entry("volumes"), volumes(storage?["volumes"])),
                ("containerDefinitions", nil, Term(.list(containers), own)),
            ], at: name.place)
        for change in manifest["taskdef_overrides"]?.items ?? [] { task = CopilotOverride.applied(change, to: task) }
        return task
    }

    /// `linux/arm64`, or a map of the two parts.
    private var platform: Term? {
        guard let platform = manifest["platform"] else { return nil }
        var system = platform["osfamily"]?.string
        var architecture = platform["architecture"]?.string
        if let parts = platform.string?.split(separator: "/"), parts.count == 2 {
            system = String(parts[0])
            architecture = String(parts[1])
        }
        guard let system, let architecture else { return Term(unknown("platform").kind, platform.place) }
        let isARM = architecture.lowercased().hasPrefix("arm64")
        let isLinux = system.lowercased() == "linux"
        return map(
            [
                (
                    "operatingSystemFamily", nil,
                    isLinux ? Term(text("LINUX").kind, platform.place) : unknown("platform")
                ),
                ("cpuArchitecture", nil, Term(text(isARM ? "ARM64" : "X86_64").kind, platform.place)),
            ], at: platform.place)
    }

    /// Volumes with EFS get a configuration that Copilot makes; others are scratch space.
    private func volumes(_ volumes: Term?) -> Term? {
        guard let volumes, volumes.isMap else { return volumes }
        let items = volumes.entries.map { entry -> Term in
            let efs = entry.value["efs"].flatMap { efs -> Term? in
                if case .bool(false) = efs.kind { return nil }
                return Term(unknown("EFS").kind, efs.place)
            }
            let name = Term(.text(TermText(entry.key)), entry.keyPlace)
            return map([("name", nil, name), ("efsVolumeConfiguration", nil, efs)], at: entry.keyPlace)
        }
        return Term(.list(items), volumes.place)
    }
}
