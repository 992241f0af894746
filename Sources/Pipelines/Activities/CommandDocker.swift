import Basics
import ECSModel

/// Docker and what is called as it is: podman, nerdctl, buildah, img.
enum CommandDocker {
    private static let programs: Set<String> = ["docker", "podman", "nerdctl", "buildah", "img", "finch"]
    private static let globals: Set<String> = [
        "-H", "--host", "--config", "-c", "--context", "-l", "--log-level", "--tlscacert", "--tlscert", "--tlskey",
        "-n", "--namespace", "--root", "--storage-driver",
    ]

    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        if call.program == "docker-compose" { return CommandCompose.read(call, &session) }
        guard programs.contains(call.program) else { return nil }
        let options = call.options(globals, stopsAtWord: true)
        guard let verb = options.rest.first else { return options.mayHoldMore ? nil : [] }
        let inner = call.inner(call.program, options.rest.dropFirst())
        switch verb.text {
        case "build", "bud", "build-using-dockerfile": return CommandBuild.read(inner, &session)
        case "image", "container", "builder":
            guard let next = inner.words.first, next.text != "prune" else { return [] }
            return read(inner.inner(call.program, inner.words), &session)
        case "buildx": return buildx(inner, &session)
        case "compose": return CommandCompose.read(inner, &session)
        case "push": return push(inner, session)
        case "tag": return tag(inner, &session)
        case "login": return [CommandLogin.read(inner, session)]
        case "manifest": return manifest(inner, session)
        case "run": return CommandRun.run(inner, &session)
        case "exec": return CommandRun.exec(inner, &session)
        case "scout": return CommandScans.scout(inner, session)
        case "sbom": return [inner.activity(.sbom, images(inner.options().rest.prefix(1), session))]
        case "scan": return [inner.scan(.image, .fails, at: nil, images(inner.options().rest.prefix(1), session))]
        case "trust":
            let texts = inner.options().texts
            return texts.first == "sign" ? [inner.activity(.sign)] : []
        case "stack":
            return inner.options(["-c", "--compose-file"]).texts.first == "deploy" ? [inner.activity(.deploy)] : []
        case "service":
            return inner.options(["--image"]).texts.first == "update" ? [inner.activity(.deploy)] : []
        default: return verb.value.known == nil ? nil : []
        }
    }

    static func images(
        _ words: some Sequence<CommandWord>, _ session: ScriptSession
    ) -> [Activity.ImageUse] {
        words.map { Activity.ImageUse($0.value, $0.place, content: session.content(of: $0.value)) }
    }

    private static func push(_ call: CommandCall, _ session: ScriptSession) -> [Activity] {
        var words = call.options(["--platform", "--creds", "--authfile", "--cert-dir", "-f", "--format"]).rest
        // `podman push LOCAL docker://REGISTRY/NAME`
        if words.count == 2, let target = words.last {
            let content = words[0].value
            words = [CommandCopies.withoutTransport(target)]
            return [
                call.activity(
                    .push,
                    words.map { Activity.ImageUse($0.value, $0.place, content: session.content(of: content)) })
            ]
        }
        return [call.activity(.push, images(words.prefix(1), session))]
    }

    private static func tag(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity] {
        let words = call.options().rest
        guard words.count == 2 else { return [] }
        session.tagged(words[0].value, as: words[1].value)
        return []
    }

    private static func manifest(_ call: CommandCall, _ session: ScriptSession) -> [Activity] {
        let words = call.options(["--amend", "-a"]).rest
        guard words.first?.text == "push" else { return [] }
        return [call.activity(.push, images(words.dropFirst().prefix(1), session))]
    }

    private static func buildx(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let options = call.options(["--builder"], stopsAtWord: true)
        guard let verb = options.rest.first else { return [] }
        let inner = call.inner(call.program, options.rest.dropFirst())
        switch verb.text {
        case "build", "b": return CommandBuild.read(inner, &session)
        case "bake", "f": return CommandBuild.bake(inner, session)
        case "create":
            let options = inner.options([
                "--driver", "--driver-opt", "--name", "--platform", "--node", "--config", "--buildkitd-config",
                "--buildkitd-flags",
            ])
            let driver = options.value("--driver")?.shown
            // A cluster, a cloud or a second node may have machines of the other architecture.
            if options.has("--append") || !(driver == nil || driver == "docker-container" || driver == "docker")
                || options.texts.contains(where: { $0.contains("://") })
            {
                session.hasOtherBuilders = true
            }
            return []
        case "imagetools": return imagetools(inner, &session)
        default: return verb.value.known == nil ? nil : []
        }
    }

    /// `docker buildx imagetools create -t NEW OLD…` works within registries.
    private static func imagetools(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity] {
        let options = call.options(["-t", "--tag", "--annotation", "--builder", "-f", "--file", "--progress"])
        guard options.texts.first == "create", options.isOn("--dry-run") != true else { return [] }
        let sources = options.rest.dropFirst()
        let images = options.all("-t", "--tag").compactMap { option in
            option.value.map { name in
                // Of several sources a list is made, which is a new image.
                let content = sources.count == 1 ? sources.first.map { session.content(of: $0.value) } : nil
                return Activity.ImageUse(name, option.place, content: content)
            }
        }
        for image in images { session.made(image.name, as: image.content) }
        return [call.activity(sources.count == 1 ? .promote : .push, images)]
    }
}
