import Basics
import ECSModel
import Templates

/// Reads what CodeDeploy and CodePipeline have in files of their own: appspec, image definitions, image details.
enum DeliveryFiles {
    /// An appspec of ECS; nil for those of EC2 and Lambda.
    static func appSpec(_ term: Term, isInline: Bool = false) -> AppSpec? {
        guard term.isMap else { return nil }
        let hooks = hooks(term["hooks"])
        let targets = (term["resources"]?.items ?? []).flatMap { item in
            item.entries.filter { $0.value.isMap }
        }
        var result = AppSpec(
            place: targets.first?.keyPlace ?? term.heading, taskDefinition: .absent, containerName: .absent,
            containerPort: .absent, hooks: hooks, isInline: isInline)
        var isECS = isInline
        for target in targets.prefix(20) {
            let properties = target.value["properties"]
            let type = target.value["type"]
            if type?.string?.hasPrefix("AWS::Lambda") == true || properties?["CurrentVersion"] != nil { return nil }
            if type?.string == "AWS::ECS::Service" || properties?["LoadBalancerInfo"] != nil
                || properties?["TaskDefinition"] != nil
            {
                isECS = true
                if let type, let name = type.string, name != "AWS::ECS::Service" {
                    result.wrongTypes.append(type.place)
                }
            }
            guard let properties else { continue }
            result.taskDefinition = properties.text("TaskDefinition")
            let balancer = properties["LoadBalancerInfo"]
            result.containerName = balancer?.text("ContainerName") ?? .absent
            result.containerPort = balancer?.text("ContainerPort") ?? .absent
            result.platformVersion = properties.text("PlatformVersion")
        }
        return isECS ? result : nil
    }

    /// `Hooks: [{BeforeInstall: function}]`; some write a map.
    private static func hooks(_ term: Term?) -> [AppSpec.Hook] {
        (term?.items ?? []).prefix(200).flatMap(\.entries).compactMap { entry in
            guard let function = entry.value.text else { return nil }
            return AppSpec.Hook(event: entry.key, function: function, place: entry.keyPlace)
        }
    }

    /// `imagedefinitions.json`: `[{"name": …, "imageUri": …}]`.
    static func definitions(_ term: Term) -> ImageFile? {
        guard term.isList else { return nil }
        let items = term.items.filter { $0.isMap && $0["imageUri"] != nil }
        guard !items.isEmpty, items.count == term.items.count else { return nil }
        return ImageFile(
            kind: .definitions, place: items[0].heading,
            entries: items.map { ImageFile.Entry(container: $0.text("name"), image: $0.text("imageUri")) })
    }

    /// `imageDetail.json`: `{"ImageURI": …}`.
    static func detail(_ term: Term) -> ImageFile? {
        guard term.isMap, term["ImageURI"] != nil else { return nil }
        return ImageFile(
            kind: .detail, place: term.heading,
            entries: [ImageFile.Entry(container: .absent, image: term.text("ImageURI"))])
    }
}
