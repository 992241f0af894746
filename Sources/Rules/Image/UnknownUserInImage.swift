import Basics
import DockerfileSyntax
import ImageScan
import RuleKit

struct UnknownUserInImage: Rule {
    static let about = About(
        id: "IM102", since: "0.1", severity: .high,
        title: Text(en: "The image names a user that it does not have", ja: "イメージに存在しないユーザーを指定している"),
        why: Text(
            en:
                "The container runtime looks the name up in the image's own passwd. It is not there, and no container starts.",
            ja: "コンテナランタイムはユーザー名をイメージ内の passwd から検索します。見つからないため、コンテナは起動しません。"),
        remedy: Text(
            en: "Create the user in the stage that is shipped, or name it by number.",
            ja: "最終ステージでユーザーを作成するか、番号で指定してください。"),
        message: Text(
            en: "`{user}` is not in the image's `/etc/{file|group=group|passwd}`: no container of it starts",
            ja: "`{user}` がイメージの `/etc/{file|group=group|passwd}` にないため、コンテナが起動しません"),
        links: ["https://docs.docker.com/reference/dockerfile/#user"],
        answers: ["SEC_01.dedicated"], onlyFaults: ["SEC_01.dedicated"],
        fails: [
            """
            === Dockerfile
            FROM golang:1.25 AS build
            RUN useradd app
            FROM alpine:3.22
            COPY --from=build /app /app
            ⟦USER app⟧
            === image
            USER app
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh
            LAYER COPY /app /app # buildkit
            0755 app
            """,
            """
            === image
            ⟦⟧USER 4294967296
            """,
            """
            === image
            ⟦⟧USER 1000:crew
            LAYER ADD rootfs.tar /
            0644 etc/group = root:x:0:
            """,
        ],
        passes: [
            """
            === image
            USER 4711:50
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh
            """,
            """
            === image
            USER app
            LAYER COPY app /
            0755 app
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let place = subject.span(of: .user)
        switch RunUser(subject.image.configuration, subject.image.accounts) {
        case .missing(let name): report.fault(at: place, ["user": name, "file": "passwd"])
        case .missingGroup(let name): report.fault(at: place, ["user": name, "file": "group"])
        case .root, .other, .unknown: return
        }
    }
}
