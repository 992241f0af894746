import Basics
import ECSModel

/// Programs that make images without Docker: kaniko, jib, ko, pack, Spring Boot.
enum CommandBuilders {
    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        switch call.program {
        case "kaniko": return kaniko(call, &session)
        case "executor":
            let isKaniko = call.path.contains("kaniko") || call.options().has("--destination", "--no-push")
            return isKaniko ? kaniko(call, &session) : nil
        case "mvn", "mvnw", "mvnd": return maven(call, &session)
        case "gradle", "gradlew": return gradle(call, &session)
        case "ko": return ko(call, &session)
        case "pack": return pack(call, &session)
        case "buildctl", "buildctl-daemonless.sh": return buildctl(call, &session)
        case "depot": return depot(call, &session)
        default: return nil
        }
    }

    private static func uses(
        _ options: [CommandOptions.Option], _ session: inout ScriptSession
    ) -> [Activity.ImageUse] {
        let first = options.first?.value
        return options.compactMap { option in
            guard let name = option.value else { return nil }
            session.made(name, as: first)
            return Activity.ImageUse(name, option.place, content: first)
        }
    }

    private static func kaniko(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity] {
        let options = call.options([
            "-c", "--context", "-f", "--dockerfile", "-d", "--destination", "--cache-repo", "--build-arg",
            "--custom-platform", "--customPlatform", "--target", "--registry-mirror", "--digest-file", "--tar-path",
            "--label", "--context-sub-path", "--snapshot-mode", "--cache-ttl", "--cache-dir", "--verbosity", "-v",
        ])
        let images = uses(options.all("-d", "--destination"), &session)
        let caches = options.isOn("--cache") == true ? options.all("--cache-repo").compactMap(\.value) : []
        let build = Activity.Build(
            dockerfile: options.value("-f", "--dockerfile"), context: options.value("-c", "--context"),
            platforms: options.all("--custom-platform", "--customPlatform").compactMap { $0.value?.known },
            cacheFrom: caches, cacheTo: caches)
        let result = [call.activity(.build, images, .build(build), tool: "kaniko")]
        return options.isOn("--no-push") == true ? result : result + [call.activity(.push, images, tool: "kaniko")]
    }

    private static func maven(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let options = call.options(["-f", "--file", "-P", "-pl", "--projects", "-s", "--settings", "-T", "-rf", "-D"])
        let texts = options.texts
        var result: [Activity] = []
        // `-DskipTests` is read as `-D` with a value, `-DskipTests=true` as an option of its own.
        let skips = options.options.contains { option in
            let name = option.name == "-D" ? option.value?.known ?? "" : String(option.name.dropFirst(2))
            return ["skipTests", "maven.test.skip"].contains(name) && option.value?.known != "false"
        }
        let phases: Set = ["test", "package", "verify", "install", "deploy", "integration-test"]
        if !skips, texts.contains(where: { phases.contains($0) || $0.contains("surefire:test") }) {
            result.append(call.activity(.test))
        }
        func property(_ name: String) -> [CommandOptions.Option] {
            options.options.filter { $0.name == "-D" + name && $0.value != nil }
        }
        if texts.contains(where: {
            $0.hasSuffix("jib:build") || $0.contains("jib-maven-plugin") && $0.hasSuffix(":build")
        }) {
            let images = uses(property("image") + property("jib.to.image"), &session)
            result.append(call.activity(.build, images, .build(Activity.Build()), tool: "jib"))
            result.append(call.activity(.push, images, tool: "jib"))
        } else if texts.contains(where: { $0.hasSuffix("jib:dockerBuild") }) {
            let images = uses(property("image") + property("jib.to.image"), &session)
            result.append(call.activity(.build, images, .build(Activity.Build()), tool: "jib"))
        } else if texts.contains(where: { $0.hasSuffix("spring-boot:build-image") }) {
            let images = uses(property("spring-boot.build-image.imageName"), &session)
            result.append(call.activity(.build, images, .build(Activity.Build()), tool: "spring-boot"))
        }
        if texts.contains(where: { $0.contains("dependency-check") }) {
            result.append(call.scan(.files, .unknown, tool: "dependency-check"))
        }
        if texts.contains(where: { $0.hasPrefix("flyway:migrate") || $0.hasPrefix("liquibase:update") }) {
            result.append(call.activity(.migrate))
        }
        return options.mayHoldMore && result.isEmpty ? nil : result
    }

    private static func gradle(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let options = call.options(["-p", "--project-dir", "-b", "-I", "-x", "--exclude-task", "--console", "-P", "-D"])
        let excluded = Set(options.all("-x", "--exclude-task").compactMap { $0.value?.known })
        var result: [Activity] = []
        for text in options.texts {
            let task = text.split(separator: ":").last.map(String.init) ?? text
            switch task {
            case "test", "check", "build", "integrationTest", "functionalTest":
                if !excluded.contains("test") || task.hasSuffix("Test") { result.append(call.activity(.test)) }
            case "jib":
                let images = uses(options.all("--image"), &session)
                result.append(call.activity(.build, images, .build(Activity.Build()), tool: "jib"))
                result.append(call.activity(.push, images, tool: "jib"))
            case "jibDockerBuild", "bootBuildImage":
                let images = uses(options.all("--image", "--imageName"), &session)
                result.append(call.activity(.build, images, .build(Activity.Build()), tool: task))
            case "dependencyCheckAnalyze", "dependencyCheckAggregate":
                result.append(call.scan(.files, .unknown, tool: "dependency-check"))
            case "flywayMigrate",
                "update" where text.contains("liquibase"):
                result.append(call.activity(.migrate))
            case "assemble", "bootJar", "jar", "clean", "classes", "compileJava", "compileKotlin", "shadowJar",
                "installDist",
                "distTar", "distZip", "dependencies", "war", "bootWar", "tasks", "wrapper", "spotlessCheck",
                "ktlintCheck":
                continue
            // Any other task is one of the project's own, or of a plugin.
            default: return nil
            }
        }
        return options.mayHoldMore && result.isEmpty ? nil : result
    }

    private static func ko(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity] {
        let options = call.options(["-t", "--tags", "--platform", "--base-import-paths", "-f", "--filename", "--sbom"])
        guard let verb = options.texts.first, ["build", "publish", "apply", "resolve", "create"].contains(verb) else {
            return []
        }
        let platforms = (options.value("--platform")?.known ?? "").split(separator: ",").map(String.init)
        var result = [call.activity(.build, [], .build(Activity.Build(platforms: platforms)))]
        if options.isOn("-L", "--local") != true, options.isOn("--push") != false {
            result.append(call.activity(.push))
        }
        if verb == "apply" || verb == "create" { result.append(call.activity(.deploy)) }
        return result
    }

    private static func pack(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity] {
        let options = call.options([
            "-B", "--builder", "-p", "--path", "-e", "--env", "-b", "--buildpack", "-t", "--tag", "--env-file",
            "--run-image", "--cache-image", "--platform", "-d", "--descriptor", "--volume", "--network", "--cache",
        ])
        guard options.texts.first == "build", let name = options.rest.dropFirst().first else { return [] }
        session.made(name.value)
        let others = options.all("-t", "--tag").compactMap { option in
            option.value.map { Activity.ImageUse($0, option.place, content: name.value) }
        }
        for other in others { session.made(other.name, as: name.value) }
        let images = [Activity.ImageUse(name.value, name.place)] + others
        let caches = options.all("--cache-image").compactMap(\.value)
        let build = Activity.Build(context: options.value("-p", "--path"), cacheFrom: caches, cacheTo: caches)
        var result = [call.activity(.build, images, .build(build))]
        if options.isOn("--publish") == true { result.append(call.activity(.push, images)) }
        return result
    }

    private static func buildctl(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity] {
        let options = call.options([
            "--addr", "--frontend", "--local", "--opt", "--output", "-o", "--import-cache", "--export-cache",
            "--secret",
            "--progress", "--ssh", "--allow", "--metadata-file",
        ])
        guard options.texts.first == "build" else { return [] }
        let build = Activity.Build(
            cacheFrom: options.all("--import-cache").compactMap(\.value),
            cacheTo: options.all("--export-cache").compactMap(\.value))
        var result = [call.activity(.build, [], .build(build))]
        if options.all("-o", "--output").contains(where: { ($0.value?.shown ?? "").contains("push=true") }) {
            result.append(call.activity(.push))
        }
        return result
    }

    /// `depot build` takes the options of `docker buildx build`; its builders are native.
    private static func depot(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity] {
        guard let verb = call.options(["--project"], stopsAtWord: true).rest.first?.text else { return [] }
        session.hasOtherBuilders = true
        let inner = call.inner("depot", call.words.dropFirst())
        return verb == "build"
            ? CommandBuild.read(inner, &session) : verb == "bake" ? CommandBuild.bake(inner, session) : []
    }
}
