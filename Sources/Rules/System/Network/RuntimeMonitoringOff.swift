import Basics
import ECSModel
import RuleKit
import Workload

struct RuntimeMonitoringOff: Rule {
    static let about = About(
        id: "IF307", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "GuardDuty does not watch running tasks", ja: "実行中のタスクを監視しない GuardDuty"),
        why: Text(
            en: "Malware and break-outs in a running container are seen by nobody.",
            ja: "実行中のコンテナ内のマルウェアや侵害を、誰も検知できません。"),
        remedy: Text(
            en: "Turn on Runtime Monitoring with automatic agents for ECS on Fargate.",
            ja: "ランタイムモニタリングと、ECS on Fargate のエージェント自動管理を有効にしてください。"),
        message: Text(en: "Runtime Monitoring is off", ja: "ランタイムモニタリングが無効です"),
        proof: Text(en: "Runtime Monitoring is on", ja: "ランタイムモニタリングが有効です"),
        links: ["https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html"],
        aliases: ["GuardDuty.11", "GuardDuty.12"],
        answers: ["ECS_49.runtime-monitoring", "SEC_03.runtime-detection"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Detector:
                Type: AWS::GuardDuty::Detector
                Properties: {Enable: true, Features: [{Name: RUNTIME_MONITORING, Status: ⟦DISABLED⟧}]}
            """
        ],
        passes: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Detector: {Type: AWS::GuardDuty::Detector, Properties: {Enable: true}}
            """
        ],
        proves: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Detector:
                Type: AWS::GuardDuty::Detector
                Properties:
                  Enable: true
                  Features:
                    - Name: RUNTIME_MONITORING
                      Status: ⟦ENABLED⟧
                      AdditionalConfiguration: [{Name: ECS_FARGATE_AGENT_MANAGEMENT, Status: ENABLED}]
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        guard system.runsContainers else { return }
        for detector in system.members("AWS::GuardDuty::Detector") {
            for feature in detector.properties["features"]?.items ?? []
            where feature.string("name").value == "RUNTIME_MONITORING" {
                guard case .known(let status, let place) = feature.string("status") else { continue }
                if status == "DISABLED" {
                    report.fault(at: place.span)
                    continue
                }
                for agent in feature["additionalConfiguration"]?.items ?? []
                where agent.string("name").value == "ECS_FARGATE_AGENT_MANAGEMENT" {
                    switch agent.string("status") {
                    case .known("DISABLED", let place): report.fault(at: place.span)
                    case .known("ENABLED", _): report.holds(at: place.span)
                    default: continue
                    }
                }
            }
        }
    }
}
