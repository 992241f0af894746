package import Basics

package enum SARIFReport {
    package static func render(_ review: Review, _ language: Language) throws -> String { "" }
}
