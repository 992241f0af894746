package import DockerfileSyntax

/// The runtime or compiler that a base image brings, and its version by the tag.
package struct RuntimeImage: Sendable, Hashable {
    /// As manifests name it: `node`, `python`, `go`, `java`, `dotnet`, `ruby`, `php`.
    package var name: String
    package var version: VersionRange.Version

    /// Nil for an image without a runtime, or whose tag tells no version.
    package init?(_ image: ImageReference) {
        guard let tag = image.tag else { return nil }
        if image.registry == "mcr.microsoft.com",
            ["dotnet/sdk", "dotnet/aspnet", "dotnet/runtime"].contains(image.repository)
        {
            self.init("dotnet", tag[...])
            return
        }
        if image.registry == "public.ecr.aws", image.repository.hasPrefix("lambda/") {
            let names = [
                "lambda/nodejs": "node", "lambda/python": "python", "lambda/java": "java", "lambda/ruby": "ruby",
            ]
            guard let name = names[image.repository] else { return nil }
            self.init(name, tag[...])
            return
        }
        switch image.officialName {
        case "node", "python", "ruby", "php": self.init(image.lastName, tag[...])
        case "golang": self.init("go", tag[...])
        case "eclipse-temurin", "amazoncorretto", "openjdk": self.init("java", tag[...])
        case "maven", "gradle":
            // `3.9-eclipse-temurin-21-alpine`, `8.10-jdk21`
            let parts = tag.split(separator: "-").dropFirst()
            let java = parts.compactMap { part -> Substring? in
                if part.hasPrefix("jdk") || part.hasPrefix("jre") { return part.dropFirst(3) }
                return part.allSatisfy(\.isNumber) ? part : nil
            }.first { !$0.isEmpty }
            guard let java else { return nil }
            self.init("java", java)
        default: return nil
        }
    }

    private init?(_ name: String, _ text: Substring) {
        guard text.first?.isNumber == true, let version = VersionRange.Version(text) else { return nil }
        self.name = name
        self.version = version
    }
}
