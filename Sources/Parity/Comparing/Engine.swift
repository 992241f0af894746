import Basics
import ECSModel

/// A database or cache with its version, as AWS or an image names it.
struct Engine: Hashable {
    enum Kind: String, CaseIterable { case database, cache }

    var name: String
    /// As many numbers as tell versions apart: two for MySQL and MariaDB, one for the others. Empty where not known.
    var version: [Int]

    var kind: Kind { ["redis", "valkey", "memcached"].contains(name) ? .cache : .database }

    var shown: String { version.isEmpty ? name : name + " " + version.map(String.init).joined(separator: ".") }

    /// Of the same engine: whether the versions are the same as far as both are known; nil where they are not.
    func hasVersion(of other: Engine) -> Bool? {
        let count = min(version.count, other.version.count)
        guard count > 0 else { return nil }
        return version.prefix(count) == other.version.prefix(count)
    }

    /// Engines of RDS and ElastiCache.
    ///
    /// Sources: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html and
    /// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    init?(aws engine: String, version: String?) {
        let name = engine.lowercased()
        switch name {
        case "postgres", "aurora-postgresql": self.name = "postgres"
        case "mysql", "aurora-mysql": self.name = "mysql"
        case "mariadb", "redis", "valkey", "memcached": self.name = name
        default:
            guard let start = ["sqlserver", "oracle"].first(where: { name.hasPrefix($0) }) else { return nil }
            self.name = start
        }
        self.version = Self.numbers(version ?? "", self.name)
    }

    /// Images of databases and caches by the last part of their repository.
    init?(image: TermText) {
        guard let known = image.known, let repository = ImageRepository.name(image) else { return nil }
        switch repository.split(separator: "/").last.map(String.init) ?? "" {
        case "postgres", "postgresql", "postgis", "pgvector", "timescaledb": name = "postgres"
        case "mysql", "mysql-server", "percona-server": name = "mysql"
        case "mariadb": name = "mariadb"
        case "redis", "redis-stack", "redis-stack-server": name = "redis"
        case "valkey": name = "valkey"
        case "memcached": name = "memcached"
        default: return nil
        }
        let tail = known.prefix { $0 != "@" }
        guard let colon = tail.lastIndex(of: ":"), !tail[colon...].contains("/") else {
            version = []
            return
        }
        var tag = String(tail[tail.index(after: colon)...])
        // `pgvector/pgvector:pg16`, `timescaledb:2.17-pg16`
        if name == "postgres", let mark = tag.firstRange(of: "pg") { tag = String(tag[mark.upperBound...]) }
        version =
            repository.hasSuffix("redis-stack") || repository.hasSuffix("timescaledb") && !known.contains("pg")
            ? [] : Self.numbers(tag, name)
    }

    private static func numbers(_ text: String, _ name: String) -> [Int] {
        let start = text.prefix { $0 == "." || $0.isASCII && $0.isNumber }
        let numbers = start.split(separator: ".").prefix(3).compactMap { Int($0) }
        guard let first = numbers.first else { return [] }
        switch name {
        case "mysql", "mariadb": return Array(numbers.prefix(2))
        // Before version 10 the first two numbers were the major version.
        case "postgres": return Array(numbers.prefix(first < 10 ? 2 : 1))
        case "oracle", "sqlserver": return [first]
        default: return [first]
        }
    }
}
