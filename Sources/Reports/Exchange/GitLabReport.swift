package import Basics

package enum GitLabReport {
    package static func render(_ review: Review, _ language: Language) throws -> String { "" }
}
