import Basics
import DockerfileSyntax
import ImageScan
import RuleKit

struct StartProgramMissing: Rule {
    static let about = About(
        id: "IM114", since: "0.1", severity: .high,
        title: Text(en: "The program that the image starts cannot be started", ja: "起動するプログラムがイメージ内で実行できない"),
        why: Text(
            en: """
                The container runtime looks the program up in the image and finds nothing that it may run. The task ends \
                at once with `executable file not found` or `permission denied`.
                """,
            ja: """
                コンテナランタイムはイメージ内のプログラムを検索しますが、実行できるものが見つかりません。タスクは \
                `executable file not found` または `permission denied` で直ちに終了します。
                """),
        remedy: Text(
            en: """
                Copy the program into the final stage with its executable bit, under the path that the instruction names; \
                without a shell in the image write the instruction in exec form.
                """,
            ja: """
                命令に書かれたパスに、実行権限を付けたプログラムを最終ステージでコピーしてください。シェルのないイメージでは \
                exec 形式で記述します。
                """),
        message: Text(
            en: """
                `{program}` of {keyword} {cause|shell=is not in the image, and the shell form needs it|folder=is a folder|\
                mode=is not executable|closed=may not be run by the image's user|is not in the image}\
                {where|=|: `/}{where}{where|=|` has mode }{mode}
                """,
            ja: """
                {keyword} の `{program}` {cause|shell=がイメージにありません (シェル形式に必要です)|folder=はディレクトリです|\
                mode=に実行権限がありません|closed=はイメージのユーザーでは実行できません|がイメージにありません}\
                {where|=|: `/}{where}{where|=|` のモードは }{mode}
                """),
        links: ["https://docs.docker.com/reference/dockerfile/#entrypoint"],
        fails: [
            """
            === Dockerfile
            FROM golang:1.26 AS build
            RUN go build -o /out/server .
            FROM gcr.io/distroless/static-debian12
            COPY --from=build /out/server /server
            ⟦ENTRYPOINT ["/app/server"]⟧
            === image
            ENTRYPOINT ["/app/server"]
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/sbin/nologin
            LAYER COPY /out/server /server # buildkit
            0755 server
            """,
            """
            === Dockerfile
            FROM scratch
            COPY server /server
            ⟦CMD /server --port 80⟧
            === image
            CMD ["/bin/sh", "-c", "/server --port 80"]
            LAYER COPY server /server # buildkit
            0755 server
            """,
            """
            === image
            ⟦⟧ENTRYPOINT ["docker-entrypoint.sh"]
            CMD ["serve"]
            LAYER ADD rootfs.tar /
            0755 usr/bin/bash
            LAYER COPY docker-entrypoint.sh /usr/local/bin/ # buildkit
            0644 usr/local/bin/docker-entrypoint.sh = #!/bin/sh
            """,
            """
            === image
            ⟦⟧USER 10001
            CMD ["uvicorn", "main:app"]
            ENV PATH=/root/.local/bin:/usr/bin
            LAYER ADD rootfs.tar /
            dir 0700 root
            LAYER RUN pip install --user uvicorn
            0755 root/.local/bin/uvicorn
            """,
            """
            === image
            ⟦⟧WORKDIR /srv
            CMD ["./start"]
            LAYER COPY app /app
            0755 app/start
            """,
        ],
        passes: [
            """
            === image
            CMD ["node", "server.js"]
            ENV PATH=/usr/local/bin:/usr/bin
            LAYER ADD rootfs.tar /
            0755 usr/local/bin/node
            """,
            """
            === image
            CMD ["sh"]
            LAYER ADD rootfs.tar /
            0755 bin/[
            hardlink 0755 bin/busybox -> bin/[
            hardlink 0755 bin/sh -> bin/[
            """,
            """
            === image
            CMD ["/bin/sh", "-c", "exec app"]
            LAYER ADD rootfs.tar /
            link bin -> usr/bin
            link usr/bin/sh -> dash
            0755 usr/bin/dash
            """,
            """
            === image
            VOLUME /plugins
            ENTRYPOINT ["/plugins/run"]
            LAYER ADD rootfs.tar /
            0755 bin/sh
            """,
            """
            === image
            USER 1001
            WORKDIR /opt/app-root
            CMD ["./bin/run"]
            LAYER ADD rootfs.tar /
            dir 0770 1001:0 opt/app-root
            0770 1001:0 opt/app-root/bin/run
            """,
            """
            === image
            PLATFORM windows/amd64
            CMD ["cmd"]
            LAYER ADD rootfs.tar /
            0644 Files/a
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.hasPrograms, let start = ImageStart(subject) else { return }
        var told = ["cause": "", "where": "", "mode": ""]
        switch start.standing() {
        case .runs, .unknown: return
        case .missing: told["cause"] = start.isShellForm ? "shell" : "missing"
        case .folder: told["cause"] = "folder"
        case .notExecutable(let path, let mode): told = Self.told("mode", path, mode)
        case .closed(let path, let mode): told = Self.told("closed", path, mode)
        }
        told["program"] = start.program
        told["keyword"] = start.keyword == .cmd ? "CMD" : "ENTRYPOINT"
        report.fault(at: subject.span(of: start.keyword), told)
    }

    private static func told(_ cause: String, _ path: String, _ mode: UInt16) -> [String: String] {
        let digits = String(mode & 0o7777, radix: 8)
        return [
            "cause": cause, "where": path, "mode": String(repeating: "0", count: max(0, 4 - digits.count)) + digits,
        ]
    }
}
