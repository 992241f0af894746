import ArgumentParser
import Basics
import ImageScan
import Inventory
import OCIImage
import Reports

/// The forms in which what was found in an image can be handed on: those of a review, and lists of its packages.
enum ImageFormat: Sendable, Hashable, ExpressibleByArgument {
    case report(ReportFormat)
    case spdx
    case cycloneDX

    init?(argument: String) {
        switch argument {
        case "spdx": self = .spdx
        case "cyclonedx": self = .cycloneDX
        default:
            guard let format = ReportFormat(rawValue: argument) else { return nil }
            self = .report(format)
        }
    }

    /// As it is written on the command line, for `--help`.
    var defaultValueDescription: String {
        switch self {
        case .report(let format): format.rawValue
        case .spdx: "spdx"
        case .cycloneDX: "cyclonedx"
        }
    }

    static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) + ["spdx", "cyclonedx"] }
    static var names: String { allValueStrings.joined(separator: ", ") }

    func render(_ review: Review, _ image: ScannedImage, _ language: Language) throws -> String {
        switch self {
        case .report(let format): return try format.render(review, language)
        case .spdx: return String(decoding: Self.document(image).spdx(), as: UTF8.self)
        case .cycloneDX: return String(decoding: Self.document(image).cycloneDX(), as: UTF8.self)
        }
    }

    private static func document(_ image: ScannedImage) -> SBOMDocument {
        SBOMDocument(
            name: image.name, digest: image.choice.manifest, platform: image.choice.platform, system: image.system,
            packages: image.packages, layers: image.layers.map(\.diffID), created: .now, toolVersion: Version.number)
    }
}

/// `spdx=bom.json`: a form, and the file that takes it.
struct ImageOutput: ExpressibleByArgument, Sendable {
    let format: ImageFormat
    let path: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let format = ImageFormat(argument: parts[0]) else { return nil }
        self.format = format
        path = parts[1]
    }
}
