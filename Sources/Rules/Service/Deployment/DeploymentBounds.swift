import ECSModel
import RuleKit
import Workload

/// How many tasks a rolling deployment keeps and runs: the minimum is rounded up, the maximum down.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
struct DeploymentBounds {
    var least: Int
    var most: Int

    init(count: Int, minimum: Int, maximum: Int) {
        least = (count * minimum + 99) / 100
        most = count * maximum / 100
    }

    /// A percentage within what can be meant; nil where it is not known.
    static func percent(_ field: Field<Int>, _ standard: Int) -> Int? {
        switch field {
        case .absent: standard
        case .known(let value, _): (0...1000).contains(value) ? value : nil
        case .unknown, .wrong: nil
        }
    }

    /// The smallest number of tasks that the service is meant to have, as far as it is known.
    static func smallestCount(_ service: ServiceSubject) -> Int? {
        var counts: [Int] = []
        if let target = service.node.scalableTarget {
            guard case .known(let least, _) = target.properties.int("minCapacity") else { return nil }
            counts.append(least)
        }
        switch service.service.desiredCount {
        case .known(let count, _): counts.append(count)
        case .absent where counts.isEmpty: return nil
        case .absent: break
        case .unknown, .wrong: return nil
        }
        return counts.filter { (1...100_000).contains($0) }.min() ?? (counts.isEmpty ? nil : 0)
    }
}
