import Basics
import ECSModel

/// What `terraform-aws-modules/ecs/aws` and its submodules make of their inputs, as far as the inputs tell.
///
/// Only defaults that versions 5 to 7 share are filled in; what the module makes besides (roles, names with random
/// ends) is unknown. Source: https://github.com/terraform-aws-modules/terraform-aws-ecs
struct TerraformECSModule {
    let source: TerraformSource
    /// `module.ecs`.
    let path: String
    let place: Place
    let condition: String?

    // MARK: Outputs

    private static let cluster = "aws_ecs_cluster.this[0]"

    /// The resource that an output of the module stands for.
    static func output(_ name: String, of source: TerraformSource, _ path: String) -> Reference? {
        let short = name.hasPrefix("cluster_") ? String(name.dropFirst(8)) : name
        switch source {
        case .ecs where name.hasPrefix("cluster_") && ["arn", "id", "name"].contains(short):
            return Reference("\(path).module.cluster.\(cluster)", short)
        case .ecsCluster where ["arn", "id", "name"].contains(short):
            return Reference("\(path).\(cluster)", short)
        case .ecsService:
            switch name {
            case "task_definition_arn": return Reference("\(path).aws_ecs_task_definition.this[0]", "arn")
            case "id", "name": return Reference("\(path).aws_ecs_service.this[0]", name)
            case "security_group_id": return Reference("\(path).aws_security_group.this[0]", "id")
            default: return nil
            }
        default: return nil
        }
    }

    // MARK: Resources

    func resources(_ inputs: Term) -> [TerraformFound] {
        guard inputs["create"]?.string != "false" else { return [] }
        switch source {
        case .ecsCluster: return cluster(inputs, path, prefix: "")
        case .ecsService:
            return TerraformECSService(path, place, condition, inputs, cluster: inputs["cluster_arn"]).resources
        case .ecsContainerDefinition: return []
        case .ecs:
            let clusterPath = path + ".module.cluster"
            let own = Term(.text(TermText([.reference(Reference("\(clusterPath).\(Self.cluster)", "arn"))])), place)
            var found = cluster(inputs, clusterPath, prefix: "cluster_")
            for entry in inputs["services"]?.entries ?? [] where entry.value.isMap {
                var bag = TerraformBag(entry.value)
                guard bag["create"]?.string != "false" else { continue }
                if bag["name"] == nil { bag.put("name", Term(.text(TermText(entry.key)), entry.keyPlace)) }
                found +=
                    TerraformECSService(
                        "\(path).module.service[\"\(entry.key)\"]", entry.keyPlace, condition, bag.term, cluster: own
                    ).resources
            }
            return found
        }
    }

    private func cluster(_ inputs: Term, _ path: String, prefix: String) -> [TerraformFound] {
        // The module alone calls its inputs with the prefix in version 5 and without from 6 on.
        func input(_ name: String) -> TermEntry? {
            let names = ["cluster_" + name] + (prefix.isEmpty ? [name] : [])
            return names.lazy.compactMap { inputs.entry($0) }.first
        }
        var bag = TerraformBag(inputs.place)
        if let name = input("name") { bag.put("name", name.value, name.keyPlace) }
        if let setting = input("settings") ?? input("setting") {
            bag.put("setting", setting.value, setting.keyPlace)
        } else {
            // Container Insights is on by default; whether enhanced differs between versions.
            let insights = Term(
                .map([
                    TermEntry(key: "name", keyPlace: place, value: Term(.text(TermText("containerInsights")), place)),
                    TermEntry(
                        key: "value", keyPlace: place,
                        value: Term(.unknown(Unknown(.attribute, "\(path).setting")), place)),
                ]), place)
            bag.put("setting", Term(.list([insights]), place))
        }
        if let configuration = input("configuration") {
            bag.put("configuration", configuration.value, configuration.keyPlace)
        }
        var found = [
            TerraformFound(
                type: "aws_ecs_cluster", address: "\(path).\(Self.cluster)", properties: bag.term, place: place,
                condition: condition, origin: .terraform)
        ]
        if let providers = inputs.entry("cluster_capacity_providers") ?? inputs.entry("fargate_capacity_providers") {
            var association = TerraformBag(providers.value.place)
            let own = Reference("\(path).\(Self.cluster)", "name")
            association.put("cluster_name", Term(.text(TermText([.reference(own)])), place))
            var names = providers.value
            if names.isMap {
                let items = names.entries.map { Term(.text(TermText($0.key)), $0.keyPlace) }
                names = Term(.list(items), names.place)
            }
            association.put("capacity_providers", names, providers.keyPlace)
            found.append(
                TerraformFound(
                    type: "aws_ecs_cluster_capacity_providers",
                    address: "\(path).aws_ecs_cluster_capacity_providers.this[0]", properties: association.term,
                    place: place, condition: condition, origin: .terraform))
        }
        return found
    }
}
