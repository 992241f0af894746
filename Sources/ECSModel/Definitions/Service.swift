/// A service as CreateService takes it, read from terms.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
package struct Service: Sendable {
    package let term: Term

    package init(_ term: Term) { self.term = term }

    package var place: Place { term.place }
    package var name: Field<TermText> { term.text("serviceName") }
    package var cluster: Field<TermText> { term.text("cluster") }
    package var taskDefinition: Field<TermText> { term.text("taskDefinition") }
    package var desiredCount: Field<Int> { term.int("desiredCount") }
    package var launchType: Field<String> { term.string("launchType") }
    package var capacityProviders: [Term] { term["capacityProviderStrategy"]?.items ?? [] }
    package var platformVersion: Field<String> { term.string("platformVersion") }
    package var schedulingStrategy: Field<String> { term.string("schedulingStrategy") }
    package var gracePeriod: Field<Int> { term.int("healthCheckGracePeriodSeconds") }
    package var enableExecuteCommand: Field<Bool> { term.bool("enableExecuteCommand") }
    package var zoneRebalancing: Field<String> { term.string("availabilityZoneRebalancing") }
    package var controller: Field<String> { term["deploymentController"]?.string("type") ?? .absent }
    package var deployment: Term? { term["deploymentConfiguration"] }
    /// Percent of the desired count; 100 where it says nothing.
    package var minimumHealthyPercent: Field<Int> { deployment?.int("minimumHealthyPercent") ?? .absent }
    /// Percent of the desired count; 200 where it says nothing.
    package var maximumPercent: Field<Int> { deployment?.int("maximumPercent") ?? .absent }
    package var circuitBreaker: Term? { deployment?["deploymentCircuitBreaker"] }
    package var network: Term? { term["networkConfiguration"]?["awsvpcConfiguration"] }
    package var assignPublicIP: Field<String> { network?.string("assignPublicIp") ?? .absent }
    package var loadBalancers: [LoadBalancer] {
        (term["loadBalancers"]?.items ?? []).filter(\.isMap).map { LoadBalancer($0) }
    }
    package var serviceConnect: Term? { term["serviceConnectConfiguration"] }
    package var registries: [Term] { term["serviceRegistries"]?.items ?? [] }

    /// Whether its tasks run on Fargate; nil where that is not known or is left to the cluster's default.
    package var isFargate: Bool? {
        switch launchType {
        case .known(let type, _): return type.uppercased() == "FARGATE"
        case .unknown, .wrong: return nil
        case .absent: break
        }
        if let strategy = term["capacityProviderStrategy"] {
            if strategy.isUnknown { return nil }
            let names = capacityProviders.map { $0.string("capacityProvider").value }
            if names.contains(where: { $0 == nil }) { return nil }
            return names.allSatisfy { $0?.uppercased().hasPrefix("FARGATE") == true }
        }
        return nil
    }

    package struct LoadBalancer: Sendable {
        package let term: Term

        package init(_ term: Term) { self.term = term }

        package var targetGroup: Field<TermText> { term.text("targetGroupArn") }
        package var containerName: Field<String> { term.string("containerName") }
        package var containerPort: Field<Int> { term.int("containerPort") }
    }
}
