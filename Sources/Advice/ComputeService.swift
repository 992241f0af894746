package import Basics

/// Where AWS can run a container workload.
package enum ComputeService: String, Sendable, Hashable, CaseIterable {
    case lambda
    case appRunner = "app-runner"
    case fargate
    case managedInstances = "managed-instances"
    case ec2
    case eks

    package var title: Text {
        switch self {
        case .lambda: Text(en: "AWS Lambda", ja: "AWS Lambda")
        case .appRunner: Text(en: "AWS App Runner", ja: "AWS App Runner")
        case .fargate: Text(en: "Amazon ECS on Fargate", ja: "Amazon ECS (Fargate)")
        case .managedInstances: Text(en: "Amazon ECS Managed Instances", ja: "Amazon ECS マネージドインスタンス")
        case .ec2: Text(en: "Amazon ECS on EC2", ja: "Amazon ECS (EC2)")
        case .eks: Text(en: "Amazon EKS", ja: "Amazon EKS")
        }
    }
}
