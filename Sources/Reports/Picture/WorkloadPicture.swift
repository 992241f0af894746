package import Workload

/// What a drawing of a workload shows: its stages, what is copied where, and the processes that run in the end.
package struct WorkloadPicture: Sendable, Hashable, Codable {
    package init(_ workload: Workload) {}
}
