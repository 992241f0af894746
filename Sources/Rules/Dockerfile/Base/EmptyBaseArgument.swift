import Basics
import DockerfileSyntax
import RuleKit

struct EmptyBaseArgument: Rule {
    static let about = About(
        id: "DF214", since: "0.1", severity: .low,
        title: Text(en: "FROM that fails without a build argument", ja: "ビルド引数がないと失敗する FROM"),
        why: Text(
            en: "Where nobody passes the argument, the image's name is empty or broken and the build stops.",
            ja: "引数を渡さずにビルドすると、イメージ名が空または不正になってビルドが止まります。"),
        remedy: Text(
            en: "Give the `ARG` a default that can be built.",
            ja: "`ARG` に、そのままビルドできる既定値を付けてください。"),
        message: Text(
            en: "with the defaults the image would be `{image}`", ja: "既定値のままではイメージ名が `{image}` になります"),
        links: ["https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/"],
        aliases: ["InvalidDefaultArgInFrom"],
        fails: [
            "ARG TAG\nFROM ⟦busybox:${TAG}⟧", "ARG BASE\nFROM ⟦$BASE⟧", "ARG REGISTRY\nFROM ⟦${REGISTRY}/team/app:1.2⟧",
            "ARG TAG=\nFROM ⟦busybox:$TAG⟧",
        ],
        passes: [
            "ARG TAG=1.37\nFROM busybox:${TAG}", "ARG VARIANT\nFROM busybox:1.37${VARIANT}",
            "ARG TAG\nFROM busybox:${TAG:-1.37}", "ARG PREFIX\nFROM ${PREFIX}busybox:1.37",
            "FROM alpine:3.24-$TARGETARCH",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        let arguments = BaseArguments(file)
        let empty = Set(arguments.declared.filter { !$0.value.hasDefault }.keys)
        for stage in file.stages {
            let image =
                stage.image.value ?? BaseArguments.text(stage.image.raw, without: empty)
            // A name without any variable is the affair of other rules.
            guard let image, image != stage.image.raw, Self.isBroken(image),
                BaseArguments.plainUses(in: stage.image.raw).allSatisfy({ arguments.declared[$0] != nil })
            else { continue }
            report.fault(at: stage.image.range, ["image": image])
        }
    }

    private static func isBroken(_ image: String) -> Bool {
        image.isEmpty || image.hasPrefix("/") || image.hasPrefix(":") || image.hasPrefix("-") || image.hasPrefix("@")
            || image.hasSuffix(":") || image.hasSuffix("/") || image.hasSuffix("@") || image.has("//")
            || image.has("/:") || image.has(":@")
    }
}
