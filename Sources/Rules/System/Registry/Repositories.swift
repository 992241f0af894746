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

    /// Whether a policy of Terraform stands beside it of which the repository is not known.
    static func hasLoosePolicy(_ repository: System.Member, _ system: System) -> Bool {
        system.members("aws_ecr_lifecycle_policy").contains { $0.stack == repository.stack }
    }

    /// Where what it does not say is shown.
    static func place(_ repository: System.Member) -> Span { repository.resource.place.span }
}
