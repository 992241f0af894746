import Basics
import ECSModel
import Workload

/// What the tags of deployed images mean.
enum DeployedTag {
    /// The name without the registry, as people call it.
    static func shown(_ text: TermText, _ image: ImageName) -> String {
        image.repository ?? text.shown
    }

    /// Words that stand where a script puts an image: no repository is called so.
    static func isStandIn(_ image: String) -> Bool {
        let lower = image.lowercased()
        if ["placeholder", "image", "dummy", "todo", "image_name", "imagename"].contains(lower) { return true }
        // Repositories have no capitals.
        return lower != image || image.contains(" ")
    }

    /// A commit, a version with a point in it, a date, or a build's number: what is pushed once.
    static func isVersion(_ tag: String) -> Bool {
        let bytes = Array(tag.utf8)
        let digits = bytes.count { (0x30...0x39).contains($0) }
        let isHexadecimal = bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        if isHexadecimal, (7...64).contains(bytes.count), digits > 0 { return true }
        // v1.4.2, 1.4.2-alpine, release-2026.11.3
        let points = tag.split(separator: ".").count { part in part.utf8.contains { (0x30...0x39).contains($0) } }
        if points >= 3 { return true }
        // main-3f9c2ab, build-1423, 20261121-101500
        let last = tag.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == "." }).last.map { Array($0.utf8) } ?? []
        guard last.count >= 3, last.count < bytes.count || digits >= 6 else { return false }
        let isNumber = last.allSatisfy { (0x30...0x39).contains($0) }
        let isCommit =
            last.count >= 7 && last.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            && last.contains { (0x30...0x39).contains($0) }
        return isNumber || isCommit
    }

    /// Names of environments and branches, which are pushed again and again.
    static func isMoving(_ tag: String) -> Bool {
        moving.contains(tag.lowercased())
    }

    private static let moving: Set<String> = [
        "prod", "production", "prd", "live", "main", "master", "trunk", "stable", "release", "staging", "stage", "stg",
        "dev", "develop", "development", "test", "testing", "qa", "uat", "edge", "nightly", "current", "next", "beta",
        "alpha", "head", "rolling", "mainline", "lts", "init", "slim", "alpine",
    ]
}
