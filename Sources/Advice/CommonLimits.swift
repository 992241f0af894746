import Basics

/// Limits that several services share, each with the page of its own service.
extension Limit {
    /// Containers that do more than send logs and traces, where there may be only one.
    static func single(_ id: String, _ title: Text, _ link: Link, helpers change: Text) -> Limit {
        Limit(id, title, link) { facts in
            guard let parts = facts.containers.value else { return .open([.containers], isSuspected: false) }
            if parts.count(where: { !$0.isHelper }) > 1 { return .broken([.containers]) }
            return parts.count > 1 ? .change([.containers], change) : .holds
        }
    }

    /// A task definition holds ten containers.
    static func tenContainers(_ id: String) -> Limit {
        Limit(
            id, Text(en: "A task has at most 10 containers", ja: "1 タスクのコンテナは 10 個まで"),
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html"
        ) { facts in
            guard let parts = facts.containers.value else { return .open([.containers], isSuspected: false) }
            return parts.count > 10 ? .broken([.containers]) : .holds
        }
        .remote
    }

    /// An image for Lambda waits for Lambda's events and opens no port.
    static func lambdaImage(_ id: String) -> Limit {
        Limit(
            id, Text(en: "An image for Lambda answers only Lambda", ja: "Lambda 用のイメージは Lambda のイベントにしか応答しない"),
            "https://docs.aws.amazon.com/lambda/latest/dg/images-create.html"
        ) { facts in
            guard facts.answersLambda.value == true else { return .holds }
            return .change(
                [.base],
                Text(
                    en: "the image starts a server or a job of its own instead of Lambda's runtime interface",
                    ja: "Lambda のランタイムインターフェイスの代わりに、サーバーまたはジョブを起動するイメージにします"))
        }
    }

    /// Network modes and settings of ECS on EC2 that are a matter of configuration elsewhere.
    static func configurable(
        _ id: String, _ features: Set<WorkloadFacts.HostFeature>, _ title: Text, _ link: Link, change: Text
    ) -> Limit {
        Limit(id, title, link) { facts in
            guard let host = facts.host.value else { return .open([.host], isSuspected: facts.host.suspicion != nil) }
            return host.contains(where: features.contains) ? .change([.host], change) : .holds
        }
    }

    /// The biggest task that ECS takes on instances.
    static func instanceCPU(_ id: String) -> Limit {
        .most(
            id, .cpu, 196_608, Text(en: "A task has at most 192 vCPU", ja: "1 タスクは 192 vCPU まで"),
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"
        ) { $0.cpu }
        .remote
    }
}

extension WorkloadFacts {
    /// Whether requests reach it: told, or not known to be otherwise.
    var mayServe: Bool { kind.value == nil || kind.value == .server }
}
