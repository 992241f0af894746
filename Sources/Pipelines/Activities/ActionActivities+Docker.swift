import Basics
import ECSModel

extension ActionActivities {
    // MARK: Logins

    /// https://github.com/docker/login-action
    static func dockerLogin(_ context: ActionContext) -> ActionReading {
        let host = context.value("registry") ?? context.value("login-server") ?? TermText("docker.io")
        let login = Activity.Login(dockerWay(context, host), host: host)
        return ActionReading([
            Activity(.login, tool: context.use.name, place: context.place, facts: .login(login))
        ])
    }

    private static func dockerWay(_ context: ActionContext, _ host: TermText) -> Activity.Login.Way {
        guard let password = context.value("password"), password.known != "" else { return .unknown }
        if password.isRunToken { return .runToken }
        if password.known != nil { return .plainPassword }
        guard password.isSecret else { return .unknown }
        // ECR takes the keys of a user as name and password.
        let isECR = host.shown.has(".dkr.ecr.") || host.shown.has("public.ecr.aws")
        let isKey =
            password.shown.lowercased().has("secret_access_key") || password.shown.lowercased().has("aws_secret")
        return isECR || isKey ? .longLivedKeys : .secretPassword
    }

    // MARK: Builds

    /// https://github.com/docker/build-push-action: without `context`, the commit is fetched anew and is the context.
    static func build(_ context: ActionContext, isNative: Bool) -> ActionReading {
        let outputs = context.lines("outputs")
        var images = context.lines("tags", commas: true) + outputs.compactMap { Self.name(in: $0) }
        // All names are of one image.
        let first = images.first?.name
        for index in images.indices { images[index].content = first ?? images[index].name }
        var build = Activity.Build(
            dockerfile: dockerfile(context), context: context.value("context"),
            cacheFrom: context.lines("cache-from").map(\.name), cacheTo: context.lines("cache-to").map(\.name))
        platforms(context, isNative: isNative, &build)
        if context.flag("no-cache") == true { build.noCache = context.place(of: "no-cache") }
        build.attests = attests(context)
        var activities = [
            Activity(
                .build, tool: context.use.name, place: context.place, images: images, facts: .build(build))
        ]
        if let push = push(context, outputs) {
            activities.append(
                Activity(
                    .push, tool: context.use.name, place: context.place, images: images,
                    isConditional: push == .open))
        }
        return ActionReading(activities)
    }

    private enum Push { case always, open }

    private static func push(_ context: ActionContext, _ outputs: [Activity.ImageUse]) -> Push? {
        if let flag = context.flag("push"), flag { return .always }
        if context.isOpen("push") { return .open }
        for output in outputs {
            let fields = fields(output.name)
            if fields.contains("type=registry") || fields.contains("push=true") { return .always }
            if output.name.known == nil, !fields.contains(where: { $0.hasPrefix("type=") }) { return .open }
            if fields.contains(where: { $0.hasPrefix("push=$") }) { return .open }
        }
        return nil
    }

    private static func fields(_ text: TermText) -> [String] { pieces(of: text).map(\.shown) }

    private static func pieces(of text: TermText) -> [TermText] { text.split { $0 == "," || $0 == "\"" } }

    /// `type=image,name=ghcr.io/a/b,push-by-digest=true`
    private static func name(in output: Activity.ImageUse) -> Activity.ImageUse? {
        for field in Self.pieces(of: output.name) {
            guard case .literal(let text)? = field.parts.first, text.hasPrefix("name=") else { continue }
            let rest = TermText([.literal(String(text.dropFirst(5)))] + field.parts.dropFirst())
            if rest.known != "" { return Activity.ImageUse(rest, output.place) }
        }
        return nil
    }

    private static func dockerfile(_ context: ActionContext) -> TermText? {
        context.value("file") ?? context.value("dockerfile")
    }

    /// What differs from the machine's architecture runs in an emulator: where one was set up, or where one machine
    /// builds for several.
    private static func platforms(_ context: ActionContext, isNative: Bool, _ build: inout Activity.Build) {
        var isEmulated = false
        for (value, architecture) in context.values("platforms") {
            let platforms = value.split { $0 == "," || $0 == "\n" }
            build.platforms += platforms.compactMap(\.known)
            guard let architecture else { continue }
            let others = platforms.compactMap(\.known).filter { !Self.runs($0, on: architecture) }
            if !others.isEmpty, context.hasEmulators || platforms.count > 1 { isEmulated = true }
        }
        var seen: Set<String> = []
        build.platforms.removeAll { !seen.insert($0).inserted }
        if isEmulated, !isNative, !context.hasRemoteBuilders { build.emulated = context.place(of: "platforms") }
    }

    /// Whether machines of an architecture run a platform themselves: `linux/arm64/v8` and `linux/arm64` are one; the
    /// 32-bit forms run as they are.
    static func runs(_ platform: String, on architecture: String) -> Bool {
        let parts = platform.split(separator: "/")
        guard parts.count > 1 else { return platform == architecture }
        switch architecture {
        case "amd64": return parts[1] == "amd64" || parts[1] == "386"
        case "arm64": return parts[1] == "arm64" || parts[1] == "arm"
        default: return parts[1] == architecture
        }
    }

    /// Without a word, a default of the action and of Buildx decides.
    private static func attests(_ context: ActionContext) -> Field<Bool> {
        let names = ["provenance", "sbom", "attests"]
        var no: Place?
        for name in names {
            guard let found = context.use.input(name) else { continue }
            switch found.value.known {
            case "false": no = no ?? found.place
            case "": continue
            case nil: return .unknown(found.value.firstUnknown, found.place)
            default: return .known(true, found.place)
            }
        }
        if let no, context.flag("provenance") == false { return .known(false, no) }
        return .unknown(Unknown(.expression, "provenance"), context.place)
    }

    /// https://github.com/docker/bake-action: images and outputs stand in the definition, which may push by itself.
    static func bake(_ context: ActionContext) -> ActionReading {
        var build = Activity.Build(attests: attests(context))
        if context.flag("no-cache") == true { build.noCache = context.place(of: "no-cache") }
        var activities = [
            Activity(.build, tool: context.use.name, place: context.place, facts: .build(build))
        ]
        let settings = context.lines("set").map(\.name.shown)
        let pushes =
            context.flag("push") == true || settings.contains { $0.has("type=registry") || $0.has("push=true") }
        if pushes || context.isOpen("push") {
            activities.append(
                Activity(.push, tool: context.use.name, place: context.place, isConditional: !pushes))
        }
        return ActionReading(activities, isUnderstood: pushes)
    }

    // MARK: Buildah

    /// https://github.com/redhat-actions/buildah-build
    static func buildah(_ context: ActionContext) -> ActionReading {
        let images = tagged(context)
        var build = Activity.Build(
            dockerfile: context.lines("containerfiles").first?.name ?? context.lines("dockerfiles").first?.name,
            context: context.value("context"))
        platforms(context, isNative: false, &build)
        return ActionReading([
            Activity(.build, tool: context.use.name, place: context.place, images: images, facts: .build(build))
        ])
    }

    /// https://github.com/redhat-actions/push-to-registry
    static func pushToRegistry(_ context: ActionContext) -> ActionReading {
        ActionReading([
            Activity(.push, tool: context.use.name, place: context.place, images: tagged(context))
        ])
    }

    /// The image with each of its tags; `latest` without one.
    private static func tagged(_ context: ActionContext) -> [Activity.ImageUse] {
        guard let image = context.use.input("image") else { return context.lines("tags") }
        var name = image.value
        if let registry = context.value("registry"), registry.known != "" { name = registry + TermText("/") + name }
        let tags = context.lines("tags").flatMap { line in
            line.name.split { $0 == " " }.map { Activity.ImageUse($0, line.place) }
        }
        if tags.isEmpty { return [Activity.ImageUse(name + TermText(":latest"), image.place)] }
        return tags.map { tag in
            tag.name.shown.has("/") || tag.name.shown.has(":")
                ? tag : Activity.ImageUse(name + TermText(":") + tag.name, tag.place)
        }
    }
}
