import Basics

/// The instructions of a Dockerfile.
package enum Keyword: String, Sendable, CaseIterable {
    case add = "ADD"
    case arg = "ARG"
    case cmd = "CMD"
    case copy = "COPY"
    case entrypoint = "ENTRYPOINT"
    case env = "ENV"
    case expose = "EXPOSE"
    case from = "FROM"
    case healthcheck = "HEALTHCHECK"
    case label = "LABEL"
    case maintainer = "MAINTAINER"
    case onbuild = "ONBUILD"
    case run = "RUN"
    case shell = "SHELL"
    case stopsignal = "STOPSIGNAL"
    case user = "USER"
    case volume = "VOLUME"
    case workdir = "WORKDIR"
    /// A word that is no instruction: a misspelling, or a line that lost its continuation.
    case unknown = ""

    /// Reads an instruction's name in any case.
    init(_ name: String) {
        self = Keyword(rawValue: name.uppercased()) ?? .unknown
    }

    /// The flags that BuildKit accepts after this instruction, without their dashes.
    package var flags: [String] {
        switch self {
        case .from: ["platform"]
        case .run: ["mount", "network", "security", "device"]
        case .copy: ["from", "chown", "chmod", "link", "parents", "exclude"]
        case .add: ["chown", "chmod", "link", "keep-git-dir", "checksum", "exclude", "unpack"]
        case .healthcheck: ["interval", "timeout", "start-period", "start-interval", "retries"]
        default: []
        }
    }

    /// The instruction whose name is nearest to a misspelt one, or nil when none is near.
    static func nearest(to name: String) -> Keyword? {
        let name = name.uppercased()
        return
            allCases
            .filter { $0 != .unknown }
            .map { ($0, EditDistance.between(name, $0.rawValue)) }
            .filter { $0.1 <= max(1, min(2, name.count / 2)) }
            .min { $0.1 < $1.1 }?.0
    }
}
