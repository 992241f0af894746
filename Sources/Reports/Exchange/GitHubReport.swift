package import Basics

package enum GitHubReport {
    package static func render(_ review: Review, _ language: Language) -> String { "" }
}
