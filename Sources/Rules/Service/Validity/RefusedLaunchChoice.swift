import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedLaunchChoice: Rule {
    static let about = About(
        id: "SV103", since: "0.1", severity: .high,
        title: Text(en: "Launch settings that contradict each other", ja: "矛盾する起動設定"),
        why: Text(
            en: "CreateService fails: a service runs by one launch type or by one strategy, on a platform that has it.",
            ja: "CreateService が失敗します。サービスは、起動タイプかキャパシティプロバイダー戦略のどちらか一方で実行されます。"),
        remedy: Text(
            en:
                "Keep `launchType` or `capacityProviderStrategy`, and let the task definition allow what the service asks for.",
            ja: "`launchType` と `capacityProviderStrategy` の一方だけを残し、タスク定義でもその実行先を許可してください。"),
        message: Text(
            en:
                "`{path}` {kind|both=cannot be together with `launchType`|mixed=mixes Fargate with other providers|weights=gives no provider a weight above 0|bases=gives a second provider a base|platform=is only for Fargate|version=is no platform version that ECS knows|managed=cannot be `MANAGED_INSTANCES`: those need `capacityProviderStrategy`|many=names more than 20 providers|placement=cannot be on Fargate|asks for Fargate, which the task definition does not allow}{detail}{said}",
            ja:
                "`{path}` {kind|both=は `launchType` と併用できません|mixed=で Fargate とほかのプロバイダーが混在しています|weights=に重みが 0 より大きいプロバイダーがありません|bases=で 2 つ以上のプロバイダーに base が指定されています|platform=は Fargate 専用です|version=は ECS にないプラットフォームバージョンです|managed=に `MANAGED_INSTANCES` は指定できません。`capacityProviderStrategy` が必要です|many=のプロバイダーが 20 を超えています|placement=は Fargate では指定できません|は Fargate を指していますが、タスク定義で許可されていません}{detail}{said}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
        ],
        aliases: ["E3054"],
        fails: [
            """
            {"serviceName": "web", "desiredCount": 1, "launchType": "FARGATE", "platformVersion": ⟦"1.4"⟧,
              ⟦"capacityProviderStrategy"⟧: [{"capacityProvider": "FARGATE", "weight": 1, "base": 1},
                {"capacityProvider": ⟦"own"⟧, "weight": 1, "base": ⟦2⟧}],
              ⟦"placementStrategy"⟧: [{"type": "random"}]}
            """,
            """
            {"serviceName": "web", "desiredCount": 1, "launchType": "EC2", "platformVersion": ⟦"LATEST"⟧}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [EC2]
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 64}]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: ⟦FARGATE⟧
                  TaskDefinition: !Ref Task
            """,
            #"{"serviceName": "web", "desiredCount": 1, ⟦"capacityProviderStrategy"⟧: [{"capacityProvider": "a", "weight": 0}, {"capacityProvider": "b"}]}"#,
        ],
        passes: [
            """
            {"serviceName": "web", "desiredCount": 1, "platformVersion": "1.4.0", "capacityProviderStrategy": [
              {"capacityProvider": "FARGATE", "weight": 1, "base": 1}, {"capacityProvider": "FARGATE_SPOT", "weight": 4}]}
            """,
            #"{"serviceName": "web", "desiredCount": 1, "launchType": "<TYPE>", "platformVersion": "{{ env `V` `LATEST` }}"}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {RequiresCompatibilities: [EC2, FARGATE], ContainerDefinitions: [{Name: web, Image: 'web:1'}]}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: !If [Spot, !Ref AWS::NoValue, FARGATE]
                  CapacityProviderStrategy: !If [Spot, [{CapacityProvider: FARGATE_SPOT, Weight: 1}], !Ref AWS::NoValue]
                  TaskDefinition: !Ref Task
            """,
        ]
    )

    /// Linux and Windows platform versions. Source: the developer guide's pages of platform versions.
    private static let versions: Set<String> = ["LATEST", "1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0"]

    func check(_ subject: ServiceSubject, _ report: inout Report) {
        let validity = ServiceValidity(subject)
        let service = subject.service
        strategy(service, &report)
        if case .known("MANAGED_INSTANCES", let place) = service.launchType {
            report.refuse("managed", "launchType", at: place)
        }
        if case .known(let version, let place) = service.platformVersion, !version.isEmpty {
            if validity.isOnInstances {
                report.refuse(
                    "platform", "platformVersion", at: place,
                    said: "The platform version must be null when specifying an EC2 launch type.")
            } else if !Self.versions.contains(version) {
                report.refuse("version", "platformVersion", at: place, ["detail": " (\(version))"])
            }
        }
        guard service.isFargate == true else { return }
        for key in ["placementConstraints", "placementStrategy", "placementStrategies"] {
            guard let list = service.term[key], list.isList, !list.items.isEmpty, let entry = service.term.entry(key)
            else { continue }
            report.refuse("placement", key, at: entry.keyPlace)
        }
        guard let task = validity.task, case .known(let allowed, let place) = task.definition.compatibilities,
            !allowed.isEmpty, !allowed.contains("FARGATE"),
            let own = service.launchType.place ?? service.term.entry("capacityProviderStrategy")?.keyPlace
        else { return }
        report.refuse(
            "task", service.launchType.isAbsent ? "capacityProviderStrategy" : "launchType", at: own,
            ["detail": " (\(allowed.joined(separator: ", ")))"],
            said: "Task definition does not support launch_type FARGATE.",
            related: [ServiceValidity.related(place, "what the task definition allows", "タスク定義で許可されている実行先")])
    }

    private func strategy(_ service: Service, _ report: inout Report) {
        guard let list = service.term["capacityProviderStrategy"], !list.isOpen, !list.items.isEmpty,
            let entry = service.term.entry("capacityProviderStrategy")
        else { return }
        let path = "capacityProviderStrategy"
        if case .known = service.launchType {
            report.refuse(
                "both", path, at: entry.keyPlace,
                said:
                    "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again."
            )
        }
        let items = list.items.filter(\.isMap)
        guard items.count == list.items.count else { return }
        if items.count > 20 { report.refuse("many", path, at: entry.keyPlace, ["detail": " (\(items.count))"]) }
        let names = items.map { $0.string("capacityProvider") }
        if let first = names.first?.value {
            let isFargate = first.hasPrefix("FARGATE")
            for case .known(let name, let place) in names where name.hasPrefix("FARGATE") != isFargate {
                report.refuse("mixed", path, at: place)
                break
            }
        }
        let bases = items.compactMap { item -> Place? in
            if case .known(let base, let place) = item.int("base"), base > 0 { place } else { nil }
        }
        if bases.count > 1 { report.refuse("bases", path, at: bases[1]) }
        if items.count > 1, items.allSatisfy({ $0.int("weight").isAbsentOrZero }) {
            report.refuse("weights", path, at: entry.keyPlace)
        }
    }
}
