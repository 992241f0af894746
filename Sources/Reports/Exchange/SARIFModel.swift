import RuleKit

/// As much of SARIF 2.1.0 as a review needs: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
///
/// Names are those of the standard; members without a value are left out.
enum SARIF {
    struct Log: Encodable {
        let schema = "https://json.schemastore.org/sarif-2.1.0.json"
        let version = "2.1.0"
        let runs: [Run]

        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case version, runs
        }
    }

    struct Run: Encodable {
        let tool: Tool
        let translations: [Component]
        let automationDetails: Automation?
        let language: String
        let columnKind = "unicodeCodePoints"
        let originalUriBaseIds: [String: Base]
        let artifacts: [Artifact]
        let invocations: [Invocation]
        var results: [Result]
    }

    struct Tool: Encodable { let driver: Component }

    struct Automation: Encodable { let id: String }

    struct Base: Encodable { let description: Message }

    struct Component: Encodable {
        struct Reference: Encodable { let name: String }
        struct Translation: Encodable { let name: String }

        let name: String
        var version: String?
        var semanticVersion: String?
        let language: String
        var contents: [String]?
        var rules: [Rule]
        var notifications: [Rule]?
        var associatedComponent: Reference?
        var translationMetadata: Translation?
    }

    /// A text with its Markdown form.
    struct Message: Encodable {
        let text: String
        var markdown: String?
    }

    struct Rule: Encodable {
        struct Configuration: Encodable { let level: Level }
        struct Properties: Encodable {
            let tags: [String]
            let precision: String
            let problemSeverity: String
            let securitySeverity: String?

            enum CodingKeys: String, CodingKey {
                case tags, precision
                case problemSeverity = "problem.severity"
                case securitySeverity = "security-severity"
            }
        }

        let id: String
        var name: String?
        var shortDescription: Message?
        var fullDescription: Message?
        var help: Message?
        var helpUri: String?
        var defaultConfiguration: Configuration?
        var properties: Properties?
    }

    enum Level: String, Encodable { case error, warning, note }

    struct Artifact: Encodable {
        let location: ArtifactLocation
        let roles = ["analysisTarget"]
    }

    struct ArtifactLocation: Encodable, Hashable {
        let uri: String
        var uriBaseId: String?
        var index: Int?
    }

    struct Region: Encodable {
        let startLine: Int
        var startColumn: Int?
        var endLine: Int?
        var endColumn: Int?
        var snippet: Message?
    }

    struct Physical: Encodable {
        let artifactLocation: ArtifactLocation
        var region: Region?
        var contextRegion: Region?
    }

    struct Location: Encodable {
        var id: Int?
        let physicalLocation: Physical
        var message: Message?
    }

    struct Result: Encodable {
        struct Properties: Encodable {
            let severity: Severity
            /// The message in the other language.
            let messageTranslations: [String: String]
        }

        let ruleId: String
        let ruleIndex: Int
        let level: Level
        let rank: Double
        let message: Message
        let locations: [Location]
        let partialFingerprints: [String: String]?
        let relatedLocations: [Location]?
        let fixes: [Fix]?
        let suppressions: [Suppression]?
        let baselineState: String?
        let properties: Properties
    }

    struct Suppression: Encodable {
        let kind: String
        let status = "accepted"
        let justification: String?
        let location: Location?
    }

    struct Fix: Encodable {
        struct Properties: Encodable { let safety: RuleKit.Fix.Safety }

        let description: Message
        let artifactChanges: [Change]
        let properties: Properties
    }

    struct Change: Encodable {
        let artifactLocation: ArtifactLocation
        let replacements: [Replacement]
    }

    struct Replacement: Encodable {
        let deletedRegion: Region
        let insertedContent: Message?
    }

    struct Invocation: Encodable {
        let executionSuccessful: Bool
        let toolExecutionNotifications: [Notification]
    }

    struct Notification: Encodable {
        struct Descriptor: Encodable { let id: String }

        let descriptor: Descriptor
        let level: Level
        let message: Message
        var locations: [Location]?
    }
}
