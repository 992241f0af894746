package import Basics

/// An image's configuration: how it is run, from which layers it is made and how they came about.
package struct ImageConfiguration: Sendable, Hashable {
    package var created: String?
    package var author: String?
    package var platform: Platform
    /// As written: `app`, `1000:1000`, `0`; empty where none is set.
    package var user: String = ""
    package var environment: [(name: String, value: String)] {
        environmentTexts.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }
    /// `NAME=value`.
    package var environmentTexts: [String] = []
    package var entrypoint: [String]?
    package var command: [String]?
    package var workingDirectory: String = ""
    package var labels: [String: String] = [:]
    /// `8080/tcp`.
    package var exposedPorts: [String] = []
    package var volumes: [String] = []
    package var stopSignal: String?
    package var shell: [String]?
    package var onBuild: [String] = []
    package var healthcheck: Healthcheck?
    /// The digests of the layers' archives without compression, lowest first.
    package var diffIDs: [Digest] = []
    package var history: [HistoryEntry] = []

    package struct Healthcheck: Sendable, Hashable {
        /// `["CMD-SHELL", "curl …"]`; `["NONE"]` switches off.
        package var test: [String]

        package init(test: [String]) {
            self.test = test
        }
    }

    package init(platform: Platform) {
        self.platform = platform
    }

    /// Throws `invalid` for anything that is no configuration; `what` names it in the message.
    package init(_ bytes: [UInt8], what: String) throws(Failure) {
        guard let root = JSONNode(root: bytes), root.isObject, root["rootfs"] != nil || root["config"] != nil else {
            throw .brokenDocument(what, bytes, Text(en: "an image configuration", ja: "イメージの設定"))
        }
        self.init(
            platform: Platform(
                os: root["os"]?.string ?? "linux", architecture: root["architecture"]?.string ?? "",
                variant: root["variant"]?.string, osVersion: root["os.version"]?.string))
        created = root["created"]?.string
        author = root["author"]?.string
        diffIDs = root["rootfs"]?["diff_ids"]?.elements.compactMap { $0.string.flatMap { Digest($0) } } ?? []
        history = root["history"]?.elements.map { HistoryEntry($0) } ?? []
        guard let config = root["config"] else { return }
        user = config["User"]?.string ?? ""
        environmentTexts = config["Env"]?.list ?? []
        entrypoint = config["Entrypoint"].flatMap { $0.isArray ? $0.list : nil }
        command = config["Cmd"].flatMap { $0.isArray ? $0.list : nil }
        workingDirectory = config["WorkingDir"]?.string ?? ""
        labels = config["Labels"]?.texts ?? [:]
        exposedPorts = config["ExposedPorts"]?.members.map(\.key) ?? []
        volumes = config["Volumes"]?.members.map(\.key) ?? []
        stopSignal = config["StopSignal"]?.string
        shell = config["Shell"].flatMap { $0.isArray ? $0.list : nil }
        onBuild = config["OnBuild"]?.list ?? []
        healthcheck = config["Healthcheck"]?["Test"].map { Healthcheck(test: $0.list) }
    }
}

/// One step of how an image was built, oldest first.
package struct HistoryEntry: Sendable, Hashable {
    package var created: String?
    /// The instruction as the builder wrote it: `RUN /bin/sh -c make # buildkit`, `/bin/sh -c #(nop) CMD ["sh"]`.
    package var createdBy: String
    package var comment: String?
    package var author: String?
    /// Whether it made no layer.
    package var isEmptyLayer: Bool

    package init(
        created: String? = nil, createdBy: String, comment: String? = nil, author: String? = nil, isEmptyLayer: Bool
    ) {
        self.created = created
        self.createdBy = createdBy
        self.comment = comment
        self.author = author
        self.isEmptyLayer = isEmptyLayer
    }

    init(_ node: JSONNode) {
        self.init(
            created: node["created"]?.string, createdBy: node["created_by"]?.string ?? "",
            comment: node["comment"]?.string, author: node["author"]?.string,
            isEmptyLayer: node["empty_layer"]?.bool ?? false)
    }
}

extension JSONNode {
    /// The texts of an array.
    var list: [String] { elements.compactMap(\.string) }
}
