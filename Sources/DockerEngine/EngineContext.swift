package import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension EngineAddress {
    /// The engine that the `docker` command would talk to: DOCKER_HOST, the context of DOCKER_CONTEXT or of
    /// `config.json`, the usual socket, that of a rootless or desktop engine, Podman's.
    ///
    /// - Throws: `invalid` for an address that cannot be used, with what to do; `notFound` for a context that is not there.
    package static func find(environment: [String: String]) throws(Failure) -> EngineAddress {
        if let host = environment["DOCKER_HOST"], !host.isEmpty {
            try refuseTLS(environment["DOCKER_TLS_VERIFY"], "DOCKER_TLS_VERIFY")
            return try EngineAddress(host)
        }
        let home = environment["HOME"] ?? ""
        let folder = environment["DOCKER_CONFIG"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.docker"
        if let name = try context(environment, folder), name != "default" {
            return try address(ofContext: name, folder)
        }
        let runtime = environment["XDG_RUNTIME_DIR"] ?? ""
        let usual = "/var/run/docker.sock"
        let others = [
            "\(runtime)/docker.sock", "\(home)/.docker/run/docker.sock", "\(home)/.colima/default/docker.sock",
            "\(runtime)/podman/podman.sock", "/run/podman/podman.sock",
        ]
        return .socket(([usual] + others).first { access($0, F_OK) == 0 } ?? usual)
    }

    private static func context(_ environment: [String: String], _ folder: String) throws(Failure) -> String? {
        if let name = environment["DOCKER_CONTEXT"], !name.isEmpty { return name }
        let tree = DiskTree(root: folder)
        guard let entry = tree.entry("config.json"), entry.kind != .folder,
            let root = JSONNode(root: try tree.read("config.json", limit: 1 << 20)),
            let name = root["currentContext"]?.string, !name.isEmpty
        else { return nil }
        return name
    }

    /// `contexts/meta/<digest>/meta.json` has the name and the address.
    private static func address(ofContext name: String, _ folder: String) throws(Failure) -> EngineAddress {
        let tree = DiskTree(root: "\(folder)/contexts/meta")
        for entry in (try? tree.list("")) ?? [] {
            guard let bytes = try? tree.read("\(entry.name)/meta.json", limit: 1 << 20),
                let root = JSONNode(root: bytes), root["Name"]?.string == name
            else { continue }
            let endpoint = root["Endpoints"]?["docker"]
            let tls = DiskTree(root: "\(folder)/contexts/tls").entry(entry.name)
            try refuseTLS(tls == nil ? nil : "1", "context `\(name)`")
            return try EngineAddress(endpoint?["Host"]?.string)
        }
        throw Failure(
            .notFound,
            Text(
                en:
                    "The Docker context `\(name)` is not in \(folder)/contexts. See `docker context ls`, or set DOCKER_HOST.",
                ja:
                    "Docker のコンテキスト `\(name)` が \(folder)/contexts にありません。`docker context ls` で確認するか、DOCKER_HOST を設定してください。"
            ))
    }

    private static func refuseTLS(_ value: String?, _ what: String) throws(Failure) {
        guard let value, !value.isEmpty else { return }
        throw Failure(
            .invalid,
            Text(
                en:
                    "An engine behind TLS (\(what)) is not asked directly. Pipe the image instead: `docker save NAME | plimsoll image -`.",
                ja: "TLS 経由のエンジン (\(what)) には直接接続できません。`docker save NAME | plimsoll image -` のようにパイプで渡してください。"))
    }

    /// What people know it as.
    package var shown: String {
        switch self {
        case .socket(let path): path
        case .http(let host, let port): "\(host):\(port)"
        }
    }
}
