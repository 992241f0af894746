package import Basics

package enum MarkdownReport {
    package static func render(_ review: Review, _ language: Language) -> String { "" }
}
