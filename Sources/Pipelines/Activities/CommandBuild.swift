import Basics
import ECSModel

/// `docker build` and `docker buildx build`.
enum CommandBuild {
    private static let taking: Set<String> = [
        "-t", "--tag", "-f", "--file", "--platform", "--cache-from", "--cache-to", "--build-arg", "--target", "--label",
        "--secret", "--ssh", "-o", "--output", "--network", "--builder", "--build-context", "--progress", "--iidfile",
        "--metadata-file", "--add-host", "--attest", "--annotation", "--allow", "--shm-size", "--ulimit", "-m",
        "--memory", "--cpu-shares", "--cpuset-cpus", "--cpu-period", "--cpu-quota", "--isolation", "--cgroup-parent",
        "--security-opt", "--call", "--no-cache-filter", "--authfile", "--arch", "--os", "--volume", "-v", "--layers",
        "--format", "--manifest", "--opt", "--frontend", "--local",
    ]

    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity] {
        let options = call.options(taking)
        var images = options.all("-t", "--tag").compactMap { option in
            option.value.map { Activity.ImageUse($0, option.place) }
        }
        let first = images.first?.name
        for index in images.indices { images[index].content = first ?? images[index].name }
        for image in images { session.made(image.name, as: first) }
        var result = [call.activity(.build, images, .build(build(options, session)))]
        if pushes(options) { result.append(call.activity(.push, images)) }
        return result
    }

    private static func build(_ options: CommandOptions, _ session: ScriptSession) -> Activity.Build {
        let platforms = options.all("--platform").compactMap { $0.value?.known }
            .flatMap { $0.split(separator: ",").map { String($0.filter { $0 != " " }) } }
        return Activity.Build(
            dockerfile: options.value("-f", "--file").map { inFolder($0, session) },
            context: options.rest.first.map { inFolder($0.value, session) },
            platforms: platforms,
            cacheFrom: options.all("--cache-from").compactMap(\.value),
            cacheTo: options.all("--cache-to").compactMap(\.value),
            emulated: emulated(platforms, options.last("--platform")?.place, session),
            noCache: options.isOn("--no-cache") == true ? options.first("--no-cache")?.place : nil,
            attests: attests(options))
    }

    /// A path as it is from the root of the repository, where the working folder is another.
    private static func inFolder(_ path: TermText, _ session: ScriptSession) -> TermText {
        guard let folder = session.shell.folder else {
            return TermText([.unknown(Unknown(.variable, "PWD")), .literal("/")] + path.parts)
        }
        guard !folder.isEmpty, let known = path.known, !known.hasPrefix("/"), !known.contains("://"), known != "-"
        else {
            return path
        }
        return RelativePath.join(folder, known).map { TermText($0.isEmpty ? "." : $0) } ?? path
    }

    private static func emulated(_ platforms: [String], _ place: Place?, _ session: ScriptSession) -> Place? {
        guard let runner = session.runner, !session.hasOtherBuilders else { return nil }
        return platforms.contains { !$0.contains(runner) && $0.hasPrefix("linux/") && !isSame($0, runner) }
            ? place : nil
    }

    private static func isSame(_ platform: String, _ runner: String) -> Bool {
        let names = runner == "amd64" ? ["amd64", "x86_64", "386"] : ["arm64", "aarch64", "arm/"]
        return names.contains { platform.contains($0) }
    }

    private static func pushes(_ options: CommandOptions) -> Bool {
        if options.isOn("--push") == true { return true }
        return options.all("-o", "--output").contains {
            let value = $0.value?.shown ?? ""
            return value.contains("type=registry") || value.contains("push=true")
        }
    }

    private static func attests(_ options: CommandOptions) -> Field<Bool> {
        let found = options.all("--provenance", "--sbom", "--attest")
        guard let last = found.last else { return .absent }
        for option in found {
            guard let value = option.value else { return .known(true, option.place) }
            guard let known = value.known else { return .unknown(value.firstUnknown, option.place) }
            if known != "false" && !known.contains("disabled=true") { return .known(true, option.place) }
        }
        return .known(false, last.place)
    }

    /// `docker buildx bake`: the images stand in its file.
    static func bake(_ call: CommandCall, _ session: ScriptSession) -> [Activity] {
        let options = call.options(["-f", "--file", "--set", "--builder", "--progress", "--metadata-file", "--allow"])
        let settings = options.all("--set").compactMap { $0.value?.shown }
        let build = Activity.Build(
            cacheFrom: settings.filter { $0.contains(".cache-from=") }.map { TermText($0) },
            cacheTo: settings.filter { $0.contains(".cache-to=") }.map { TermText($0) },
            noCache: options.isOn("--no-cache") == true ? options.first("--no-cache")?.place : nil,
            attests: attests(options))
        guard options.isOn("--print") != true else { return [] }
        var result = [call.activity(.build, [], .build(build), tool: "docker bake")]
        if pushes(options) || settings.contains(where: { $0.contains("type=registry") || $0.contains("push=true") }) {
            result.append(call.activity(.push, [], tool: "docker bake"))
        }
        return result
    }
}
