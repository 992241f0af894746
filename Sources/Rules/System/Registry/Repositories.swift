import Basics
import ECSModel
import Workload

/// What rules about repositories of ECR show.
enum Repositories {
    static func all(_ system: System) -> [System.Member] { system.members(ResourceType.repository) }

    /// Its name, else what its template calls it.
    static func name(_ repository: System.Member, _ system: System) -> String {
        system.name(of: repository) ?? repository.resource.address
    }

    /// Where what it does not say is shown.
    static func place(_ repository: System.Member) -> Span { repository.resource.place.span }
}
