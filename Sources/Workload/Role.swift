package import Basics
import DockerfileSyntax
import ShellSyntax

/// What a workload's image is for. Rules ask for it: root is by design in a base image and a fault in an application.
package enum Role: String, Sendable, Hashable, CaseIterable, Codable {
    /// A parent for other images.
    case base
    /// A service that runs until it is stopped.
    case application
    /// Runs to its end: a migration, a batch.
    case job
    /// Runs beside an application in its task: a proxy, a log router, an agent.
    case sidecar
    /// Is never run in production: builds, tests, development.
    case buildOnly = "build-only"

    package var title: Text {
        switch self {
        case .base: Text(en: "base image", ja: "ベースイメージ")
        case .application: Text(en: "application", ja: "アプリケーション")
        case .job: Text(en: "job", ja: "ジョブ")
        case .sidecar: Text(en: "sidecar", ja: "サイドカー")
        case .buildOnly: Text(en: "build only", ja: "ビルド専用")
        }
    }

    /// Whether it runs on ECS as it is.
    package var runs: Bool { self == .application || self == .job || self == .sidecar }
}
