import Basics
import ECSModel
import Pipelines
import Workload

/// Where the tag of an image comes from, as far as its text tells.
enum TagOrigin: Hashable {
    case digest
    case latest
    /// Surely no tag: `latest` is meant.
    case none
    /// A commit, a release or a version that stands there.
    case commit, release, version
    /// The name of a branch or an environment, whether it is written or filled in.
    case moving(String)
    case buildNumber(String), date(String)
    /// Another word that stands there: `cdk`.
    case word(String)
    case unknown

    /// Whether one build only is ever pushed under it.
    var isUnique: Bool {
        switch self {
        case .digest, .commit, .release, .version, .buildNumber, .date: true
        case .latest, .none, .moving, .word, .unknown: false
        }
    }

    /// Whether it surely means whatever was pushed last.
    var isLatest: Bool { self == .latest || self == .none }
}

/// The name of an image with its tag taken off.
struct TaggedName: Hashable {
    let repository: TermText
    let origin: TagOrigin
    /// The tag as written; nil for none.
    let tag: TermText?

    init(_ name: TermText) {
        let name = Self.trimmed(name)
        var parts = name.parts
        // The tag begins at the last colon, unless a slash follows: then the colon is a port's.
        for index in parts.indices.reversed() {
            guard case .literal(let text) = parts[index] else { continue }
            if let at = text.lastIndex(of: "@") {
                repository = TermText(parts[..<index] + [.literal(String(text[..<at]))])
                tag = nil
                origin = .digest
                return
            }
            let slash = text.lastIndex(of: "/")
            if let colon = text.lastIndex(of: ":"), slash.map({ $0 < colon }) ?? true {
                let rest = text[text.index(after: colon)...]
                let behind = (rest.isEmpty ? [] : [TermText.Part.literal(String(rest))]) + parts[(index + 1)...]
                parts[index] = .literal(String(text[..<colon]))
                let tag = TermText(behind)
                repository = TermText(Array(parts[...index]))
                self.tag = tag
                origin = Self.origin(of: tag)
                return
            }
            if slash != nil {
                repository = name
                tag = nil
                // Behind the slash the name may end in a variable that has the tag in it.
                origin = index == parts.indices.last ? .none : .unknown
                return
            }
        }
        repository = name
        tag = nil
        if case .unknown(let unknown)? = parts.last, unknown.text == "CI_REGISTRY_IMAGE" {
            // GitLab's own variable is a name without a tag.
            origin = .none
        } else {
            origin = name.known == nil || name.known == "" ? .unknown : .none
        }
    }

    /// The repository within its registry: `team/web`; nil where that is not known.
    var path: String? {
        var rest: Substring
        if let known = repository.known {
            rest = known[...]
            if let slash = rest.firstIndex(of: "/"), rest[..<slash].contains(where: { $0 == "." || $0 == ":" }) {
                rest = rest[rest.index(after: slash)...]
            }
        } else {
            guard case .literal(let text)? = repository.parts.last, let slash = text.firstIndex(of: "/"),
                slash == text.startIndex || text[..<slash].hasSuffix(".amazonaws.com")
                    || text[..<slash].hasSuffix(".amazonaws.com.cn")
            else { return nil }
            rest = text[text.index(after: slash)...]
        }
        return rest.isEmpty ? nil : String(rest)
    }

    private static func trimmed(_ name: TermText) -> TermText {
        guard let known = name.known else { return name }
        return TermText(known.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined())
    }

    /// `latest`, `${{ github.sha }}`, `$(git rev-parse HEAD)`.
    static func origin(of tag: TermText) -> TagOrigin {
        if let word = tag.known {
            if word.isEmpty { return .none }
            if word.lowercased() == "latest" { return .latest }
            if DeployedTag.isMoving(word) { return .moving(word) }
            return DeployedTag.isVersion(word) ? .version : .word(word)
        }
        var found: TagOrigin?
        var isOpen = false
        for case .unknown(let unknown) in tag.parts {
            let text = unknown.text.lowercased()
            if isCommit(text) { return .commit }
            if isRelease(text) { return .release }
            if numbers.contains(where: { text.has($0) }) {
                found = .buildNumber(tag.shown)
            } else if text.has("timestamp") || isDate(text) {
                found = found ?? .date(tag.shown)
            } else if isBranch(text) {
                found = found ?? .moving(tag.shown)
            } else {
                isOpen = true
            }
        }
        return isOpen ? .unknown : found ?? .unknown
    }

    private static let numbers = [
        "run_number", "run_id", "run_attempt", "pipeline_iid", "pipeline_id", "build_number", "job_id", "build_id",
        "executionid",
    ]

    /// `$(date +%Y%m%d)`
    private static func isDate(_ text: String) -> Bool {
        let command = text.drop { "$(` ".contains($0) }
        return command.hasPrefix("date ") || command == "date" || text.has("start_time") || text.has(" date +")
    }

    private static func isCommit(_ text: String) -> Bool {
        if text.has("ref_slug") || text.has("commit_branch") || text.has("ref_name") { return false }
        return text.hasSuffix("sha") || text.has(".sha") || text.has("_sha") || text.has("sha_")
            || text.has("rev-parse")
            || text.has("git describe") || text.has("git log") || text.has("resolved_source_version")
            || text.has("commit_id") || text.has("commitid") || text.has("commit_hash") || text == "commit"
    }

    private static func isRelease(_ text: String) -> Bool {
        text.has("commit_tag") || text.has("release.tag_name") || text.has("git_tag")
    }

    private static func isBranch(_ text: String) -> Bool {
        text.has("ref_name") || text.has("ref_slug") || text.has("commit_branch") || text.has("head_ref")
            || text == "github.ref" || text.hasSuffix("branch") || text.has("branch_name")
    }
}

extension Activity {
    /// The images that it names, each with its tag taken apart.
    var names: [(use: ImageUse, name: TaggedName)] { images.map { ($0, TaggedName($0.name)) } }
}
