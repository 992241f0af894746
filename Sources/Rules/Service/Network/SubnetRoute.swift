import ECSModel
import RuleKit
import Workload

/// What the definitions tell of the way out of a subnet.
enum SubnetRoute {
    /// To the internet gateway: the subnet is public.
    case internetGateway(Place)
    /// Through a NAT gateway, a transit gateway or another way.
    case other(Place)
    /// There is none: the route table is among the definitions, and has no default route.
    case none(Place)
}

extension System {
    static let routeTable = "AWS::EC2::RouteTable"
    static let route = "AWS::EC2::Route"
    static let association = "AWS::EC2::SubnetRouteTableAssociation"

    /// The subnets of a service that are among the definitions, and whether that is all of them.
    func subnets(_ list: Term?, from stack: Int) -> (found: [Member], isComplete: Bool) {
        guard let list else { return ([], false) }
        var isComplete = !list.isUnknown && !list.items.isEmpty
        var found: [Member] = []
        for item in list.items {
            if let text = item.text, let subnet = resolve(text, type: ResourceType.subnet, from: stack) {
                found.append(subnet)
            } else {
                isComplete = false
            }
        }
        return (found, isComplete)
    }

    /// The route table that a subnet is tied to; nil for none of ours.
    func table(of subnet: Member) -> Member? {
        for tie in members(Self.association) {
            let id = tie.properties.text("subnetId")
            guard let found = resolve(id, type: ResourceType.subnet, from: tie.stack), found.isSame(as: subnet) else {
                continue
            }
            return resolve(tie.properties.text("routeTableId"), type: Self.routeTable, from: tie.stack)
        }
        return nil
    }

    /// The way out of a subnet; nil where the definitions do not tell.
    func route(from subnet: Member) -> SubnetRoute? {
        guard let table = table(of: subnet) else { return nil }
        var isOpen = false
        for route in members(Self.route) {
            guard let id = route.properties.text("routeTableId").value else { continue }
            guard let found = resolve(id, type: Self.routeTable, from: route.stack) else {
                if id.known == nil { isOpen = true }
                continue
            }
            guard found.isSame(as: table) else { continue }
            guard case .known(let destination, _) = route.properties.string("destinationCidrBlock") else {
                // A prefix list, version 6 of IP, or a variable: it may lead anywhere.
                isOpen = true
                continue
            }
            guard destination == "0.0.0.0/0" else {
                // Another network, which may have the endpoints.
                isOpen = true
                continue
            }
            guard let gateway = route.properties.text("gatewayId").value else { return .other(route.place) }
            let isInternet =
                gateway.reference.flatMap { member($0.resource, in: route.stack) }?.resource.type
                == "AWS::EC2::InternetGateway"
            if isInternet || gateway.known?.hasPrefix("igw-") == true { return .internetGateway(route.place) }
            return nil
        }
        return isOpen ? nil : SubnetRoute.none(table.place)
    }
}

extension ServiceSubject {
    var subnets: (found: [System.Member], isComplete: Bool) {
        system.subnets(service.network?["subnets"], from: node.member.stack)
    }

    /// The services of AWS that its VPC has endpoints for, as the ends of their names: `ecr.dkr`; nil where one of them
    /// is not known.
    var endpoints: [String]? {
        var names: [String] = []
        for endpoint in system.members(ResourceType.vpcEndpoint) {
            guard let name = endpoint.properties.text("serviceName").value else { return nil }
            let suffix = name.known ?? name.knownSuffix
            guard suffix.utf8.contains(UInt8(ascii: ".")) else { return nil }
            names.append(suffix)
        }
        return names
    }
}
