package import Basics
import RuleKit

/// A fact as people read it.
package struct FactRow: Sendable, Hashable {
    package let key: FactKey
    /// Nil for what is not known.
    package let value: Text?
    package let sources: [FactSource]
    package let suspicion: Text?
}

extension WorkloadFacts {
    /// All facts in their order.
    package var rows: [FactRow] { FactKey.allCases.map(row) }

    package func row(_ key: FactKey) -> FactRow {
        func row<Value>(_ fact: Fact<Value>, _ words: (Value) -> Text) -> FactRow {
            FactRow(key: key, value: fact.value.map(words), sources: fact.sources, suspicion: fact.suspicion)
        }
        return switch key {
        case .kind: row(kind, FactWords.kind)
        case .schedule: row(schedule) { $0.isEmpty ? FactWords.none : FactWords.same($0.joined(separator: ", ")) }
        case .tasks: row(tasks, FactWords.copies)
        case .home: row(home, FactWords.home)
        case .transports: row(transports) { FactWords.list($0, FactWords.transport) }
        case .ingress: row(ingress, FactWords.ingress)
        case .connection: row(connection, FactWords.truth)
        case .containers:
            row(containers) { parts in
                let names = parts.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
                return FactWords.same("\(parts.count)" + (names.isEmpty ? "" : ": " + names))
            }
        case .cpu:
            row(cpu) {
                $0 == 0 ? Text(en: "none reserved", ja: "予約なし") : FactWords.same(FactWords.vcpu($0) + " vCPU")
            }
        case .memory: row(memory) { FactWords.same("\($0) MiB") }
        case .architecture: row(architecture) { FactWords.same($0 == .arm ? "ARM64" : "x86-64") }
        case .windows: row(windows) { FactWords.same($0 ? "Windows" : "Linux") }
        case .gpu: row(gpu, FactWords.truth)
        case .privileged: row(privileged, FactWords.truth)
        case .host: row(host) { FactWords.list($0, FactWords.host) }
        case .ownOS: row(ownOS) { $0 ? Text(en: "asked for", ja: "必要") : Text(en: "not asked for", ja: "指定なし") }
        case .volumes: row(volumes) { FactWords.list($0, FactWords.volume) }
        case .keepsFiles: row(keepsFiles, FactWords.truth)
        case .ephemeral:
            row(ephemeral) {
                $0 == 0 ? Text(en: "none asked for", ja: "指定なし") : FactWords.same("\($0) GiB")
            }
        case .stopTimeout: row(stopTimeout) { $0 == 0 ? Text(en: "none asked for", ja: "指定なし") : FactWords.seconds($0) }
        case .base: row(base) { FactWords.same($0) }
        case .imageMegabytes: row(imageMegabytes) { FactWords.same("\($0) MB") }
        case .start: row(start) { FactWords.same($0) }
        case .startWork: row(startWork) { FactWords.list($0, FactWords.startWork) }
        case .background: row(background) { $0.isEmpty ? FactWords.none : FactWords.same($0.joined(separator: ", ")) }
        case .startSeconds: row(startSeconds, FactWords.seconds)
        case .maxRequestSeconds: row(maxRequestSeconds, FactWords.seconds)
        case .maxResponseMegabytes: row(maxResponseMegabytes) { FactWords.same("\($0) MB") }
        case .requests: row(requests) { FactWords.same("\($0)") }
        case .requestMilliseconds: row(requestMilliseconds) { FactWords.same("\($0) ms") }
        case .traffic: row(traffic, FactWords.traffic)
        case .teamSize: row(teamSize) { Text(en: $0 == 1 ? "1 person" : "\($0) people", ja: "\($0) 人") }
        case .kubernetesSkill: row(kubernetesSkill, FactWords.skill)
        case .compliance: row(compliance) { FactWords.list($0.filter { $0 != .none }, FactWords.compliance) }
        case .appRunnerCustomer: row(appRunnerCustomer, FactWords.truth)
        }
    }
}
