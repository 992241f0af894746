import Basics
import ECSModel
import RuleKit
import Workload

struct ServiceNumberOutOfRange: Rule {
    static let about = About(
        id: "SV108", since: "0.1", severity: .high,
        title: Text(en: "Service with a number or name that ECS refuses", ja: "ECS に拒否されるサービスの数値や名前"),
        why: Text(
            en: "CreateService fails for numbers and names outside of documented bounds.",
            ja: "ドキュメントに定められた範囲外の数値や名前を指定すると、CreateService が失敗します。"),
        remedy: Text(en: "Choose a value within the bounds.", ja: "範囲内の値を指定してください。"),
        message: Text(
            en: "`{path}` is `{value}`, which is not within {bounds}",
            ja: "`{path}` の値 `{value}` は {bounds} の範囲にありません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
        ],
        fails: [
            """
            {"serviceName": ⟦"web service"⟧, "desiredCount": ⟦-1⟧, "deploymentConfiguration": {"strategy": "LINEAR",
              "bakeTimeInMinutes": ⟦2000⟧, "linearConfiguration": {"stepPercent": ⟦2.5⟧}, "minimumHealthyPercent": ⟦-1⟧}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {CapacityProviderStrategy: [{CapacityProvider: own, Weight: ⟦1001⟧}]}
            """,
        ],
        passes: [
            #"{"serviceName": "web-${ENV}", "desiredCount": 0, "healthCheckGracePeriodSeconds": 2147483647, "deploymentConfiguration": {"strategy": "CANARY", "bakeTimeInMinutes": 0, "canaryConfiguration": {"canaryPercent": 0.1}}}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: !Ref Count, CapacityProviderStrategy: [{CapacityProvider: own, Weight: 1000, Base: 0}]}
            """,
        ]
    )

    func check(_ subject: ServiceSubject, _ report: inout Report) {
        let service = subject.service
        if case .known(let text, let place) = service.name, let name = text.known, !Self.isName(name) {
            tell(place, "serviceName", name, "a-z, A-Z, 0-9, -, _ (1 – 255)", &report)
        }
        let largest = Double(Int32.max)
        judge(service.term, "desiredCount", 0...largest, "", &report)
        judge(service.term, "healthCheckGracePeriodSeconds", 0...largest, "", &report)
        for (index, item) in service.capacityProviders.enumerated() {
            let path = "capacityProviderStrategy[\(index)]."
            judge(item, "weight", 0...1000, path, &report)
            judge(item, "base", 0...100_000, path, &report)
        }
        guard let deployment = service.deployment else { return }
        let path = "deploymentConfiguration."
        judge(deployment, "minimumHealthyPercent", 0...largest, path, &report)
        judge(deployment, "bakeTimeInMinutes", 0...1440, path, &report)
        if let linear = deployment["linearConfiguration"] {
            judge(linear, "stepPercent", 3...100, path + "linearConfiguration.", &report)
            judge(linear, "stepBakeTimeInMinutes", 0...1440, path + "linearConfiguration.", &report)
        }
        if let canary = deployment["canaryConfiguration"] {
            judge(canary, "canaryPercent", 0.1...100, path + "canaryConfiguration.", &report)
            judge(canary, "canaryBakeTimeInMinutes", 0...1440, path + "canaryConfiguration.", &report)
        }
    }

    private func judge(
        _ term: Term, _ key: String, _ bounds: ClosedRange<Double>, _ path: String, _ report: inout Report
    ) {
        guard case .known(let text, let place) = term.string(key), let value = Double(text), !bounds.contains(value)
        else { return }
        tell(place, path + key, text, "\(Self.shown(bounds.lowerBound)) – \(Self.shown(bounds.upperBound))", &report)
    }

    private func tell(_ place: Place, _ path: String, _ value: String, _ bounds: String, _ report: inout Report) {
        report.refuse("bounds", path, at: place, ["value": value, "bounds": bounds])
    }

    private static func shown(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }

    private static func isName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
