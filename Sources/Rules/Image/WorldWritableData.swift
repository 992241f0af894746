import Basics
import ImageScan
import RuleKit

struct WorldWritableData: Rule {
    static let about = About(
        id: "IM118", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Files or folders that everyone may write", ja: "誰でも書き込めるファイルやディレクトリがある"),
        why: Text(
            en: """
                Every user in the container can change or replace what lies there, also what another process reads as its \
                configuration.
                """,
            ja: "コンテナ内のすべてのユーザーが内容を変更でき、別のプロセスが設定として読み込むファイルも例外ではありません。"),
        remedy: Text(
            en: """
                Give them to the user who writes them (`chown`, mode 755 or 644). Where any user must write, set the sticky \
                bit: `chmod 1777`.
                """,
            ja: """
                書き込むユーザーを所有者にし、モードを 755 または 644 にしてください。任意のユーザーが書き込む必要がある場合は、\
                `chmod 1777` でスティッキービットを付けます。
                """),
        message: Text(
            en:
                "`/{file}` has mode {mode} in layer {layer}{others|=|, and }{others}{others|=| more are writable for everyone}",
            ja: "レイヤー {layer} の `/{file}` のモードが {mode} です{others|=|。ほかに }{others}{others|=| 件}"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
        answers: ["SEC_01.file-ownership"], onlyFaults: ["SEC_01.file-ownership"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦RUN mkdir /data && chmod 777 /data⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 usr/bin/dash
            LAYER RUN /bin/sh -c mkdir /data && chmod 777 /data # buildkit
            dir 0777 data
            """,
            """
            === image
            ⟦⟧LAYER COPY conf /etc/app
            0666 etc/app/app.yaml
            """,
        ],
        passes: [
            """
            === image
            LAYER COPY conf /etc/app
            0664 etc/app/app.yaml
            dir 1777 tmp
            dir 1777 run/lock
            dir 3777 var/run/postgresql
            """,
            """
            === image
            LAYER COPY run /run.sh
            0777 run.sh
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.hasPrograms else { return }
        WritableByAll.fault(WritableByAll.find(subject).filter { !$0.isProgram }, subject, &report)
    }
}
