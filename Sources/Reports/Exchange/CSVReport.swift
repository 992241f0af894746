package import Basics

package enum CSVReport {
    package static func render(_ review: Review, _ language: Language) -> String { "" }
}
