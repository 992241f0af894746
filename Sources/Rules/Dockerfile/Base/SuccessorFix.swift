import Basics
import DockerfileSyntax
import RuleKit

/// The image that took the place of one that is given up, where its tag can be told.
enum SuccessorFix {
    static func fix(_ stage: Stage, _ image: ImageReference) -> Fix? {
        guard image.digest == nil, stage.image.raw == stage.image.value,
            stage.image.range.count == stage.image.raw.utf8.count, let name = name(image)
        else { return nil }
        return .ask(
            stage.image.range, name,
            note: Text(
                en: "`\(name)` may stand on another distribution: check the packages and paths that the build uses.",
                ja: "`\(name)` はディストリビューションが異なる場合があります。ビルドで使うパッケージやパスを確認してください。"))
    }

    private static func name(_ image: ImageReference) -> String? {
        guard let tag = image.tag else { return nil }
        if image.registry == "k8s.gcr.io" { return "registry.k8s.io/\(image.repository):\(tag)" }
        if image.registry == "docker.io", image.repository.hasPrefix("adoptopenjdk/openjdk") {
            let major = image.repository.dropFirst("adoptopenjdk/openjdk".utf8.count)
            return java(String(major), tag.split(separator: "-").map(String.init))
        }
        switch image.officialName {
        case "openjdk" where image.registry == "docker.io", "java" where image.registry == "docker.io":
            let parts = tag.split(separator: "-").map(String.init)
            let major = parts.first?.split(separator: ".").first.map(String.init) ?? ""
            return java(major, Array(parts.dropFirst()))
        case "vault", "consul": return "hashicorp/\(image.lastName):\(tag)"
        default: return nil
        }
    }

    /// Temurin's tag for a major version and variants of other Java images.
    private static func java(_ major: String, _ variants: [String]) -> String? {
        guard ["8", "11", "17", "21", "25"].contains(major) else { return nil }
        var tag = major
        for kind in ["jre", "jdk"] where variants.contains(kind) { tag += "-" + kind }
        if variants.contains(where: { $0.hasPrefix("alpine") }) {
            if !tag.contains("-") { tag += "-jdk" }
            tag += "-alpine"
        }
        let known = ["jre", "jdk", "slim", "buster", "bullseye", "bookworm", "stretch", "oraclelinux8"]
        guard variants.allSatisfy({ known.contains($0) || $0.hasPrefix("alpine") }) else { return nil }
        return "eclipse-temurin:" + tag
    }
}
