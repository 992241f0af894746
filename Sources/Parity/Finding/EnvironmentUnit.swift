import Basics
import ECSModel
import Workload

/// The definitions of one environment that are held against the same definitions of another one.
struct EnvironmentUnit: Sendable {
    /// What one file or folder holds, with its path without the environment.
    struct Part: Sendable {
        var scope: String
        var variant: Stack.Variant
    }

    var name: EnvironmentName
    /// What makes it this environment, for people: a folder, a file, a value of a parameter.
    var source: String
    /// A place that stands for it; nil where it is a folder.
    var place: Place?
    var parts: [Part]
}

/// The environments of one thing, of which there are at least two.
struct EnvironmentGroup: Sendable {
    /// Nearest to production last.
    var units: [EnvironmentUnit]

    /// Nil when there are fewer than two. Two units of one environment cannot be told apart: neither counts.
    init?(_ units: [EnvironmentUnit]) {
        var byName: [String: [EnvironmentUnit]] = [:]
        for unit in units { byName[unit.name.id, default: []].append(unit) }
        self.units = byName.values.compactMap { $0.count == 1 ? $0.first : nil }.sorted {
            ($0.name.tier, $0.name.id) < ($1.name.tier, $1.name.id)
        }
        if self.units.count < 2 { return nil }
    }
}
