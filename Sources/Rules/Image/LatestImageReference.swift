import Basics
import DockerfileSyntax
import ImageScan
import OCIImage
import RuleKit

struct LatestImageReference: Rule {
    static let about = About(
        id: "IM504", since: "0.1", severity: .low, set: .style,
        title: Text(en: "The image was asked for as latest", ja: "イメージが latest で指定されている"),
        why: Text(
            en: "The tag moves: what was judged here need not be what the next deployment pulls.",
            ja: "このタグの指すイメージは変わるため、ここで評価したものと次のデプロイで使われるものが同じとは限りません。"),
        remedy: Text(
            en: "Name the image by its digest or by a tag that is given once, both here and in the task definition.",
            ja: "ここでもタスク定義でも、ダイジェストまたは使い回さないタグでイメージを指定してください。"),
        message: Text(
            en: "`{image}` was asked for by a tag that moves", ja: "`{image}` は指す先の変わるタグで指定されています"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html"],
        aliases: ["DKL-DI-0006"],
        fails: [
            """
            === image
            ⟦⟧SOURCE registry
            """
        ],
        passes: [
            """
            === image
            SOURCE docker-archive
            """,
            """
            === image
            SOURCE registry
            NAME registry.example.com/app:1.4.2
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.image.source == .registry else { return }
        let image = DockerfileSyntax.ImageReference(subject.image.name)
        guard image.digest == nil, image.tag ?? "latest" == "latest" else { return }
        report.fault(at: subject.span, ["image": subject.image.name])
    }
}
