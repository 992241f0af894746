import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// From the JDK of Eclipse Temurin to its JRE: each tag has both, which other publishers have not.
enum JavaKitFix {
    static func fix(_ stage: Stage, _ image: ImageReference, _ workload: Workload) -> Fix? {
        guard image.officialName == "eclipse-temurin", stage.image.raw == stage.image.value, image.digest == nil,
            let tag = image.tag
        else { return nil }
        if usesKit(workload) { return CompilerSplit.fix(workload) }
        guard let runtime = runtime(tag) else { return nil }
        let end = stage.image.range.upperBound
        return .ask(
            end - tag.utf8.count..<end, runtime,
            note: Text(
                en: "A JRE has no compiler and none of the tools such as `jcmd` and `jmap`.",
                ja: "JRE にはコンパイラーや、`jcmd`、`jmap` などのツールが含まれません。"))
    }

    /// The tag of the runtime beside that of a kit.
    static func runtime(_ tag: String) -> String? {
        var parts = tag.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.first?.first?.isNumber == true, !parts.contains("jre") else { return nil }
        if let kit = parts.firstIndex(of: "jdk") {
            parts[kit] = "jre"
        } else {
            parts.insert("jre", at: 1)
        }
        return parts.joined(separator: "-")
    }

    /// Whether a stage on it compiles, or the program starts tools of the kit.
    private static func usesKit(_ workload: Workload) -> Bool {
        let tools: Set<String> = [
            "mvn", "mvnw", "gradle", "gradlew", "javac", "jar", "jlink", "jdeps", "jpackage", "jcmd", "jmap", "jstack",
            "sbt", "ant", "lein", "kotlinc", "scalac",
        ]
        let inFile = workload.dockerfile.instructions.contains { instruction in
            guard [.run, .cmd, .entrypoint].contains(instruction.keyword) else { return false }
            return instruction.script?.shell.commands.contains { tools.contains($0.program ?? "") } == true
                || instruction.isJSON && instruction.words.contains { tools.contains($0.raw) }
        }
        return inFile
            || workload.scripts.contains { $0.shell.commands.contains { tools.contains($0.program ?? "") } }
    }
}
