import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedDeploymentSetting: Rule {
    static let about = About(
        id: "SV107", since: "0.1", severity: .high,
        title: Text(en: "Deployment setting that does not fit", ja: "デプロイ方式に合わない設定"),
        why: Text(
            en:
                "Each way to deploy has settings of its own. ECS refuses those of another, and bounds that allow no step.",
            ja: "使える設定はデプロイの方式ごとに決まっています。別の方式の設定や、デプロイを進められない割合は拒否されます。"),
        remedy: Text(
            en: "Keep the settings of the strategy and controller that are used.",
            ja: "使用する戦略とコントローラーの設定だけを残してください。"),
        message: Text(
            en:
                "`{path}` {kind|controller=works only with the deployment controller `ECS`|strategy=belongs to another strategy|missing=is missing, which this strategy needs|empty=names no alarm|below=is less than `minimumHealthyPercent`|hundred=is less than 100, so that the service cannot reach its count|cannot be here}{detail}{said}",
            ja:
                "`{path}` {kind|controller=はデプロイコントローラーが `ECS` の場合にだけ使えます|strategy=は別の戦略の設定です|missing=がありません。この戦略では必須です|empty=にアラームがありません|below=が `minimumHealthyPercent` より小さい値です|hundred=が 100 未満のため、サービスが必要な数に達しません|はここでは指定できません}{detail}{said}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html",
        ],
        fails: [
            """
            {"serviceName": "web", "desiredCount": 1, "deploymentController": {"type": "CODE_DEPLOY"},
              "deploymentConfiguration": {⟦"deploymentCircuitBreaker"⟧: {"enable": true, "rollback": true},
                "maximumPercent": ⟦90⟧, "minimumHealthyPercent": 50}}
            """,
            """
            {"serviceName": "web", "desiredCount": 1, "deploymentConfiguration": {"strategy": ⟦"BLUE_GREEN"⟧,
              ⟦"canaryConfiguration"⟧: {"canaryPercent": 5}, "alarms": {"alarmNames": ⟦[]⟧, "enable": true, "rollback": true}}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration: {MinimumHealthyPercent: 150, MaximumPercent: ⟦120⟧}
            """,
        ],
        passes: [
            """
            {"serviceName": "web", "desiredCount": 1, "deploymentController": {"type": "CODE_DEPLOY"},
              "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": false, "rollback": false},
                "alarms": {"alarmNames": [], "enable": false, "rollback": false}}}
            """,
            """
            {"serviceName": "web", "desiredCount": 1, "deploymentConfiguration": {"strategy": "CANARY",
              "bakeTimeInMinutes": 5, "canaryConfiguration": {"canaryPercent": 5}, "maximumPercent": "<MAX>"}}
            """,
            #"{"serviceName": "log", "schedulingStrategy": "DAEMON", "deploymentConfiguration": {"minimumHealthyPercent": 0, "maximumPercent": 100}}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentController: {Type: !Ref Controller}
                  DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, Rollback: true}}
            """,
        ]
    )

    func check(_ subject: ServiceSubject, _ report: inout Report) {
        guard let deployment = subject.service.deployment, deployment.isMap else { return }
        let path = "deploymentConfiguration."
        let controller = ServiceValidity(subject).controller
        percents(subject.service, path, &report)
        for key in ["deploymentCircuitBreaker", "alarms"] {
            guard let setting = deployment[key], let entry = deployment.entry(key),
                case .known(true, _) = setting.bool("enable")
            else { continue }
            if let controller, controller != "ECS" {
                report.refuse("controller", path + key, at: entry.keyPlace, ["detail": " (\(controller))"])
            }
            if key == "alarms", let names = setting["alarmNames"], names.isList, names.items.isEmpty {
                report.refuse("empty", path + "alarms.alarmNames", at: names.place)
            }
        }
        strategy(deployment, path, controller, &report)
    }

    private func percents(_ service: Service, _ path: String, _ report: inout Report) {
        guard case .known(let maximum, let place) = service.maximumPercent else { return }
        if maximum < 100 {
            report.refuse("hundred", path + "maximumPercent", at: place, ["detail": " (\(maximum))"])
        } else if case .known(let minimum, _) = service.minimumHealthyPercent, minimum > maximum {
            report.refuse("below", path + "maximumPercent", at: place, ["detail": " (\(maximum) < \(minimum))"])
        }
    }

    private func strategy(_ deployment: Term, _ path: String, _ controller: String?, _ report: inout Report) {
        let name: String
        switch deployment.string("strategy") {
        case .absent: name = "ROLLING"
        case .known(let value, let place):
            name = value
            if value != "ROLLING", let controller, controller != "ECS" {
                report.refuse("controller", path + "strategy", at: place, ["detail": " (\(controller))"])
            }
            if value == "BLUE_GREEN", deployment.entry("bakeTimeInMinutes") == nil {
                report.refuse("missing", path + "bakeTimeInMinutes", at: place)
            }
        case .unknown, .wrong: return
        }
        for (key, owner) in [("linearConfiguration", "LINEAR"), ("canaryConfiguration", "CANARY")] {
            guard let setting = deployment[key], !setting.isOpen, name != owner, let entry = deployment.entry(key)
            else { continue }
            report.refuse("strategy", path + key, at: entry.keyPlace, ["detail": " (\(name))"])
        }
    }
}
