import Basics
import DockerfileSyntax
import ImageScan
import RuleKit

struct RootUserInImage: Rule {
    static let about = About(
        id: "IM101", since: "0.1", severity: .high,
        title: Text(en: "The image starts as root", ja: "イメージが root で起動する"),
        why: Text(
            en:
                "Whoever takes over the application is root in the container, unless the task definition names another user.",
            ja: "タスク定義で別のユーザーを指定しない限り、アプリケーションを乗っ取った攻撃者はコンテナ内の root になります。"),
        remedy: Text(
            en: "End the Dockerfile with `USER` and the number of a user without rights, such as `USER 10001`.",
            ja: "Dockerfile の最後に `USER 10001` のように、権限のないユーザーを番号で指定してください。"),
        message: Text(
            en: "The image starts as root: {written|=it names no user|its user is }{shown}",
            ja: "イメージが root で起動します ({written|=ユーザーの指定なし|ユーザー }{shown})"),
        proof: Text(en: "The image starts as `{written}`", ja: "イメージは `{written}` として起動します"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html"],
        aliases: ["CIS-DI-0001"],
        differs: Text(
            en: "Also sees `0`, `0:0`, `root:root` and names that the image's passwd gives the id 0.",
            ja: "`0`、`0:0`、`root:root` や、イメージの passwd で ID が 0 のユーザー名も検出します。"),
        answers: ["SEC_01.user"],
        fails: [
            """
            === Dockerfile
            ⟦FROM debian:12⟧
            CMD ["sleep", "9"]
            === image
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh
            """,
            """
            === image
            ⟦⟧USER 0:0
            """,
            """
            === Dockerfile
            FROM debian:12
            RUN useradd -o -u 0 admin
            ⟦USER admin⟧
            === image
            USER admin
            LAYER RUN /bin/sh -c useradd -o -u 0 admin
            0644 etc/passwd = root:x:0:0::/root:/bin/sh\\nadmin:x:0:0::/root:/bin/sh
            """,
        ],
        passes: [
            """
            === image
            USER 10001
            """,
            """
            === image
            USER app
            LAYER ADD rootfs.tar /
            0644 etc/passwd = app:x:1000:1000::/app:/bin/false
            """,
        ],
        proves: [
            """
            === Dockerfile
            FROM debian:12
            ⟦USER 10001:10001⟧
            === image
            USER 10001:10001
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let place = subject.span(of: .user)
        switch RunUser(subject.image.configuration, subject.image.accounts) {
        case .root(let written):
            report.fault(at: place, ["written": written, "shown": written.isEmpty ? "" : "`\(written)`"])
        case .other(_, let written): report.holds(at: place, ["written": written])
        // Another rule says that no container of it starts.
        case .missing, .missingGroup: return
        case .unknown(let name):
            report.unsure(
                at: place,
                because: Text(
                    en: "the image has no passwd that tells who `\(name)` is",
                    ja: "イメージに passwd がなく、`\(name)` の ID がわかりません"))
        }
    }
}
