import Basics
import OCIImage

/// An in-toto statement (v0.1 and v1): a predicate about things named by their digests.
struct InTotoStatement {
    let subjects: [Digest]
    let predicateType: String
    private let predicate: JSONNode?

    static let mediaType = "application/vnd.in-toto+json"
    private static let subjectLimit = 1000

    /// Nil for anything else.
    init?(_ bytes: [UInt8]) {
        guard let root = JSONNode(root: bytes), root.isObject,
            root["_type"]?.string?.hasPrefix("https://in-toto.io/Statement/") == true,
            let type = root["predicateType"]?.string
        else { return nil }
        subjects = (root["subject"]?.elements ?? []).prefix(Self.subjectLimit).compactMap { subject in
            guard let digests = subject["digest"] else { return nil }
            if let hex = digests["sha256"]?.string, let digest = Digest(.sha256, hex: hex.lowercased()) {
                return digest
            }
            return digests["sha512"]?.string.flatMap { Digest(.sha512, hex: $0.lowercased()) }
        }
        predicateType = type
        predicate = root["predicate"]
    }

    var form: SignatureStatement.Form { Self.form(predicateType) }

    static func form(_ type: String) -> SignatureStatement.Form {
        if type.hasPrefix("https://slsa.dev/provenance/") || type.hasPrefix("https://in-toto.io/Provenance/") {
            return .provenance
        }
        let lower = type.lowercased()
        if lower.contains("spdx") || lower.contains("cyclonedx") || lower.contains("syft") { return .sbom }
        // What `cosign sign` writes since it signs by bundles.
        return type.hasPrefix("https://sigstore.dev/cosign/sign/") ? .cosignBundle : .attestation
    }

    /// Nil where it is about the image, else why not.
    func fault(_ image: SignedImage) -> Text? {
        if subjects.contains(where: { image.isMeant(by: $0) }) { return nil }
        return subjects.first.map { Reason.otherImage($0, image) } ?? Reason.noSubject
    }

    /// Who built what from which source, and the kind of predicate.
    var claims: [String: String] {
        var claims = ["predicate": predicateType]
        guard form == .provenance, let predicate else { return claims.mapValues { Told.short($0) } }
        let definition = predicate["buildDefinition"]
        let run = predicate["runDetails"]
        if definition != nil || run != nil {
            slsa1(definition, run, &claims)
        } else {
            slsa0(predicate, &claims)
        }
        return claims.mapValues { Told.short($0) }
    }

    /// SLSA provenance v1.
    private func slsa1(_ definition: JSONNode?, _ run: JSONNode?, _ claims: inout [String: String]) {
        claims["builder"] = run?["builder"]?["id"]?.string
        claims["build-type"] = definition?["buildType"]?.string
        claims["built-at"] = run?["metadata"]?["finishedOn"]?.string ?? run?["metadata"]?["startedOn"]?.string
        let parameters = definition?["externalParameters"]
        let config = parameters?["configSource"]
        let workflow = parameters?["workflow"]
        source(config, &claims)
        if let repository = workflow?["repository"]?.string {
            claims["source"] = repository
            claims["ref"] = workflow?["ref"]?.string
        }
        materials(definition?["resolvedDependencies"], &claims)
        vcs(run?["metadata"]?["buildkit_metadata"]?["vcs"], &claims)
    }

    /// SLSA provenance v0.1 and v0.2.
    private func slsa0(_ predicate: JSONNode, _ claims: inout [String: String]) {
        claims["builder"] = predicate["builder"]?["id"]?.string
        claims["build-type"] = predicate["buildType"]?.string ?? predicate["recipe"]?["type"]?.string
        claims["built-at"] =
            predicate["metadata"]?["buildFinishedOn"]?.string ?? predicate["metadata"]?["buildStartedOn"]?.string
        source(predicate["invocation"]?["configSource"], &claims)
        materials(predicate["materials"], &claims)
        vcs(predicate["metadata"]?["https://mobyproject.org/buildkit@v1#metadata"]?["vcs"], &claims)
    }

    private func source(_ config: JSONNode?, _ claims: inout [String: String]) {
        guard let uri = config?["uri"]?.string else { return }
        claims["source"] = uri
        claims["commit"] = Self.commit(config?["digest"])
    }

    /// The first of git among what the build took in, where the source names no commit.
    private func materials(_ list: JSONNode?, _ claims: inout [String: String]) {
        guard claims["commit"] == nil, let list else { return }
        for item in list.elements.prefix(Self.subjectLimit) {
            guard let commit = Self.commit(item["digest"]), let uri = item["uri"]?.string,
                uri.hasPrefix("git") || uri.contains(".git") || uri.contains("git@")
            else { continue }
            claims["commit"] = commit
            if claims["source"] == nil { claims["source"] = uri }
            return
        }
    }

    /// What BuildKit knows of the folder that was built; a tree with changes has `-dirty` behind its commit.
    private func vcs(_ vcs: JSONNode?, _ claims: inout [String: String]) {
        if claims["source"] == nil, let source = vcs?["source"]?.string { claims["source"] = source }
        if claims["commit"] == nil, let revision = vcs?["revision"]?.string { claims["commit"] = revision }
    }

    private static func commit(_ digest: JSONNode?) -> String? {
        digest?["gitCommit"]?.string ?? digest?["sha1"]?.string
    }
}
