import ArgumentParser
import OCIImage

extension Platform: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// What can be said of an image besides its name, wherever one is opened.
struct ImageOptions: ParsableArguments {
    @Option(name: .long, help: "Which of several platforms of an image, e.g. linux/arm64.")
    var platform: Platform?

    @Option(
        name: .long, help: "The advisory database; else the one that `plimsoll db update` makes.", completion: .file())
    var db: String?

    @Option(
        name: .long, help: "A VEX document (OpenVEX or CycloneDX); may be given several times.", completion: .file())
    var vex: [String] = []

    @Option(
        name: .long,
        help: "A public key or certificate (PEM) to verify an image's signatures with; may be given several times.",
        completion: .file())
    var key: [String] = []

    @Option(
        name: .long, help: "A report of trivy, grype, ECR or Inspector, or SARIF, about the same image.",
        completion: .file())
    var report: [String] = []

    @Flag(name: .long, help: "Ask the registry over plain HTTP.")
    var insecure = false

    /// Whether anything is said, which would be in vain without an image.
    var isGiven: Bool {
        platform != nil || db != nil || insecure || !vex.isEmpty || !key.isEmpty || !report.isEmpty
    }

    func request(_ reference: String) -> ImageRequest {
        var request = ImageRequest(reference)
        request.platform = platform
        request.isInsecure = insecure
        request.database = db
        request.vexFiles = vex
        request.keyFiles = key
        request.reports = report
        return request
    }
}
