import Basics
import OCIImage

/// What is asked of a built image.
struct ImageRequest: Sendable {
    var reference: String
    var platform: Platform?
    /// Plain HTTP.
    var isInsecure = false
    var looksForSecrets = true
    var looksForPackages = true
    var looksForVulnerabilities = true
    /// The advisory database; nil for the usual place.
    var database: String?
    var vexFiles: [String] = []
    var keyFiles: [String] = []
    /// Reports of other scanners about the same image.
    var reports: [String] = []
    var today = Day.today

    init(_ reference: String) {
        self.reference = reference
    }
}
