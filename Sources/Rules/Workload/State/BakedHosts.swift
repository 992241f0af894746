import Basics
import DockerfileSyntax
import Workload

/// Whether what the image takes in can be shown to name no host of a backing service.
///
/// Careful rather than complete: a line that might name one is enough to prove nothing.
enum BakedHosts {
    private static let fileLimit = 80
    private static let byteLimit = 64 << 10
    private static let extensions: Set<Substring> = [
        "yml", "yaml", "json", "toml", "ini", "cfg", "conf", "properties", "xml", "env", "config",
    ]
    private static let heads = ["config", "settings", "database", "application", "appsettings", "environment"]
    private static let keys = [
        "host", "endpoint", "broker", "addr", "uri", "url", "server", "datasource", "dsn", "://", "amazonaws",
    ]

    /// True only where the sources are at hand and every configuration among them was read.
    static func areAbsent(_ workload: Workload) -> Bool {
        guard workload.hasRealContext, !workload.manifests.isEmpty, let stage = workload.stage,
            let context = workload.context, !context.listing.isTruncated
        else { return false }
        let runs = workload.shipped.filter { $0.instruction.keyword == .run }
        let mayBeBuilt = runs.contains { run in
            let text = workload.dockerfile.source.text(run.instruction.range)
            return text.has(">") && keys.contains { text.has($0) }
        }
        guard !mayBeBuilt else { return false }
        let files = workload.files.contextPaths(in: stage, context).filter(isConfiguration)
        guard files.count <= fileLimit else { return false }
        return files.allSatisfy { path in
            guard let text = context.tree.text(path, limit: byteLimit) else { return false }
            return !text.split(separator: "\n").contains(where: mayName)
        }
    }

    private static func isConfiguration(_ path: String) -> Bool {
        let name = RelativePath.name(path).lowercased()
        if SourceName.isInstallInput(path) || name.hasPrefix("tsconfig") { return false }
        if name.hasPrefix(".env") || heads.contains(where: name.hasPrefix) { return true }
        return name.split(separator: ".").last.map { extensions.contains($0) } ?? false
    }

    /// Whether a line has a key that is used for hosts, and a name with a dot behind it that is not read from outside.
    private static func mayName(_ line: Substring) -> Bool {
        let lower = line.lowercased()
        guard keys.contains(where: { lower.has($0) }), lower.has(".") else { return false }
        let isRead = ["process.env", "os.environ", "getenv", "env("].contains { lower.has($0) }
        let isHere = ["localhost", "127.0.0.1", "0.0.0.0"].contains { lower.has($0) }
        return !isRead && !isHere
    }
}
