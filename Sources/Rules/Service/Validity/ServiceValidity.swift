import Basics
import ECSModel
import RuleKit
import Workload

/// What the rules of validity ask of a service again and again.
struct ServiceValidity {
    let subject: ServiceSubject
    var service: Service { subject.service }

    init(_ subject: ServiceSubject) { self.subject = subject }

    /// The task definition that it runs, where that is among the definitions.
    var task: TaskValidity? { subject.task.map { TaskValidity($0) } }

    /// The network mode of the task definition; nil where it cannot be told.
    var networkMode: String? { task?.networkMode }

    /// Whether it surely runs on instances of one's own.
    var isOnInstances: Bool {
        if case .known(let type, _) = service.launchType { return type == "EC2" || type == "EXTERNAL" }
        return service.isFargate == false && service.launchType.isAbsent && !service.capacityProviders.isEmpty
            && service.capacityProviders.allSatisfy {
                $0.string("capacityProvider").value?.uppercased().hasPrefix("FARGATE") == false
            }
    }

    /// Who deploys it; ECS where nothing is written, nil where it cannot be told.
    var controller: String? {
        guard service.term["deploymentController"]?.isOpen != true else { return nil }
        switch service.controller {
        case .known(let type, _): return type
        case .absent: return "ECS"
        case .unknown, .wrong: return nil
        }
    }

    /// A short place that stands for the service.
    var place: Place {
        if let place = service.name.place { return place }
        let place = subject.node.resource.place
        return place.range.count <= 80
            ? place : Place(place.source, place.range.lowerBound..<place.range.lowerBound + 1)
    }

    /// Where the task definition says something, for a finding that concerns both files.
    static func related(_ place: Place, _ en: String, _ ja: String) -> Finding.Related {
        Finding.Related(place.span, Text(en: en, ja: ja))
    }
}
