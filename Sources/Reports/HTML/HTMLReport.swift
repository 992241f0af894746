package import Basics

package enum HTMLReport {
    package static func render(_ review: Review, _ language: Language) throws -> String { "" }
}
