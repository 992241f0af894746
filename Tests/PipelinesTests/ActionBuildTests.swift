import Basics
import ECSModel
import Pipelines
import Testing
import Workload

/// Builds and pushes by actions, with the images that they name.
struct ActionBuildTests {
    private static func steps(_ text: String, runner: String = "ubuntu-latest") throws -> [Step] {
        try #require(GitHubFixture.job(text, runner: runner)).steps
    }

    private static func build(_ inputs: String) -> String {
        let lines = inputs.split(separator: "\n").map { "    \($0)\n" }.joined()
        return "- uses: docker/build-push-action@v6\n  with:\n    context: .\n" + lines
    }

    @Test(arguments: [
        ("", [Activity.Kind.build], false),
        ("push: false", [.build], false),
        ("push: true", [.build, .push], false),
        ("push: ${{ github.event_name != 'pull_request' }}", [.build, .push], true),
        ("outputs: type=registry", [.build, .push], false),
        ("outputs: type=image,name=a/b,push-by-digest=true,name-canonical=true,push=true", [.build, .push], false),
        ("outputs: type=docker,dest=a.tar", [.build], false),
        ("load: true", [.build], false),
    ])
    func pushes(_ inputs: String, _ kinds: [Activity.Kind], _ isConditional: Bool) throws {
        let step = try Self.steps(Self.build(inputs))[0]
        #expect(step.activities.map(\.kind) == kinds)
        #expect(step.activities.last?.isConditional == isConditional)
    }

    @Test(
        arguments: [
            ("tags: a/b:1", ["a/b:1"], ["a/b:1"]),
            ("tags: a/b:1,a/b:2", ["a/b:1", "a/b:2"], ["a/b:1,a/b:2", "a/b:1,a/b:2"]),
            (
                "tags: |\n  a/b:1\n  # none\n  a/b:${{ github.sha }}", ["a/b:1", "a/b:${github.sha}"],
                ["a/b:1", "a/b:${{ github.sha }}"]
            ),
            ("tags: ${{ format('a/b:{0},a/b:x', github.sha) }}", ["a/b:${github.sha}", "a/b:x"], nil),
            ("outputs: type=image,name=a/b,push-by-digest=true", ["a/b"], nil),
        ] as [(String, [String], [String]?)])
    func images(_ inputs: String, _ names: [String], _ places: [String]?) throws {
        let images = try Self.steps(Self.build(inputs))[0].activities[0].images
        #expect(images.map(\.name.shown) == names)
        if let places { #expect(images.map(\.place.text) == places) }
    }

    @Test func facts() throws {
        let inputs = """
            file: docker/Dockerfile
            platforms: linux/amd64,linux/arm64
            cache-from: type=gha
            cache-to: type=gha,mode=max
            no-cache: true
            provenance: mode=max
            """
        let build = try #require(try Self.steps(Self.build(inputs))[0].activities[0].build)
        #expect(build.dockerfile?.known == "docker/Dockerfile")
        #expect(build.context?.known == ".")
        #expect(build.platforms == ["linux/amd64", "linux/arm64"])
        #expect(build.cacheFrom.map(\.shown) == ["type=gha"])
        #expect(build.cacheTo.map(\.shown) == ["type=gha,mode=max"])
        #expect(build.noCache?.text == "true")
        #expect(build.attests.value == true)
        #expect(build.emulated?.text == "linux/amd64,linux/arm64")
    }

    @Test(
        arguments: [
            ("provenance: false", false), ("provenance: true", true), ("sbom: true", true), ("", nil),
            ("provenance: false\nsbom: true", true), ("sbom: false", nil), ("provenance: ${{ inputs.p }}", nil),
        ] as [(String, Bool?)])
    func attests(_ inputs: String, _ value: Bool?) throws {
        let build = try #require(try Self.steps(Self.build(inputs))[0].activities[0].build)
        #expect(build.attests.value == value)
        #expect(build.attests.isUnknown == (value == nil))
    }

    private static let emulators = "- uses: docker/setup-qemu-action@v3\n"

    @Test(arguments: [
        ("ubuntu-latest", emulators, "platforms: linux/arm64", true),
        ("ubuntu-latest", "", "platforms: linux/arm64", false),
        ("ubuntu-latest", emulators, "platforms: linux/amd64", false),
        ("ubuntu-24.04-arm", emulators, "platforms: linux/arm64/v8", false),
        ("ubuntu-24.04-arm", "", "platforms: linux/arm64,linux/amd64", true),
        ("ubuntu-latest", emulators, "", false),
        ("some-box", emulators, "platforms: linux/arm64", false),
        (
            "ubuntu-latest", emulators + "- uses: docker/setup-buildx-action@v3\n  with: {driver: cloud}\n",
            "platforms: linux/arm64", false
        ),
        ("ubuntu-latest", emulators, "platforms: ${{ inputs.platforms }}", false),
    ])
    func emulation(_ runner: String, _ before: String, _ inputs: String, _ isEmulated: Bool) throws {
        let steps = try Self.steps(before + Self.build(inputs), runner: runner)
        let build = try #require(steps.last?.activities.first?.build)
        #expect((build.emulated != nil) == isEmulated)
    }

    // MARK: Names from metadata

    private static func names(_ inputs: String) throws -> [Activity.ImageUse] {
        let lines = inputs.split(separator: "\n").map { "    \($0)\n" }.joined()
        let meta = "- id: meta\n  uses: docker/metadata-action@v5\n  with:\n" + lines
        return try steps(meta + build("push: true\ntags: ${{ steps.meta.outputs.tags }}"))[1].activities[1].images
    }

    @Test(arguments: [
        ("images: a/b\ntags: type=raw,value=latest", ["a/b:latest"]),
        ("images: a/b\ntags: type=sha", ["a/b:sha-${github.sha}"]),
        ("images: a/b\ntags: type=sha,prefix=,format=long", ["a/b:${github.sha}"]),
        (
            "images: |\n  a/b\n  ghcr.io/a/b\ntags: |\n  type=ref,event=branch\n  type=ref,event=pr",
            [
                "a/b:${github.ref_name}", "a/b:pr-${github.event.number}", "ghcr.io/a/b:${github.ref_name}",
                "ghcr.io/a/b:pr-${github.event.number}",
            ]
        ),
        ("images: a/b\ntags: type=semver,pattern={{version}}", ["a/b:${github.ref_name}"]),
        ("images: a/b", ["a/b:${github.ref_name}"]),
        ("images: a/b\nflavor: latest=true\ntags: type=sha", ["a/b:sha-${github.sha}", "a/b:latest"]),
        ("images: a/b\nflavor: suffix=-arm\ntags: type=raw,value=v1", ["a/b:v1-arm"]),
        ("images: a/b\ntags: type=raw,value=v1,enable=false", []),
        ("images: a/b\ntags: type=raw,value={{branch}}-{{sha}}", ["a/b:${github.ref_name}-${github.sha}"]),
        ("images: a/b\ntags: v7", ["a/b:v7"]),
        ("images: name=a/b,enable=true\ntags: type=edge", ["a/b:edge"]),
        ("images: a/b\ntags: type=schedule", ["a/b:nightly"]),
    ])
    func metadata(_ inputs: String, _ names: [String]) throws {
        #expect(try Self.names(inputs).map(\.name.shown) == names)
    }

    @Test func placeOfATag() throws {
        let images = try Self.names("images: a/b\ntags: |\n  type=sha\n  type=raw,value=latest")
        #expect(images.map(\.place.text) == ["type=sha", "type=raw,value=latest"])
    }

    // MARK: Others

    @Test func bake() throws {
        let plain = try Self.steps("- uses: docker/bake-action@v6\n  with: {targets: app}")[0]
        #expect(plain.activities.map(\.kind) == [.build])
        #expect(!plain.isUnderstood)
        let pushing = try Self.steps("- uses: docker/bake-action@v6\n  with: {push: true, no-cache: true}")[0]
        #expect(pushing.activities.map(\.kind) == [.build, .push])
        #expect(pushing.isUnderstood)
        #expect(pushing.activities[0].build?.noCache != nil)
    }

    @Test func buildah() throws {
        let text = """
            - uses: redhat-actions/buildah-build@v2
              with: {image: shop, tags: v1 v2, containerfiles: ./Containerfile}
            - uses: redhat-actions/push-to-registry@v2
              with: {image: shop, registry: quay.io/acme}
            """
        let steps = try Self.steps(text)
        #expect(steps[0].activities[0].images.map(\.name.shown) == ["shop:v1", "shop:v2"])
        #expect(steps[0].activities[0].build?.dockerfile?.known == "./Containerfile")
        #expect(steps[1].activities.map(\.kind) == [.push])
        #expect(steps[1].activities[0].images.map(\.name.shown) == ["quay.io/acme/shop:latest"])
    }
}
