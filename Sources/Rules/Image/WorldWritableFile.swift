import Basics
import ImageScan
import RuleKit

struct WorldWritableFile: Rule {
    static let about = About(
        id: "IM111", since: "0.1", severity: .medium,
        title: Text(en: "Program that everyone may rewrite", ja: "誰でも書き換えられるプログラムがある"),
        why: Text(
            en: """
                Any process in the container, whatever its user, can put other code in its place. The next start runs it, \
                perhaps as root.
                """,
            ja: """
                コンテナ内のどのユーザーのプロセスからでも別のコードに差し替えられ、次の起動時に実行されます。root で実行されることもあります。
                """),
        remedy: Text(
            en: "Ship programs with mode 755 and owner root: `COPY --chmod=755`, and no `chmod 777`.",
            ja: "プログラムはモード 755、所有者 root で配置してください。`COPY --chmod=755` を使い、`chmod 777` は避けます。"),
        message: Text(
            en: "`/{file}` has mode {mode} in layer {layer}{others|=|, and so have }{others}{others|=| more}",
            ja: "レイヤー {layer} の `/{file}` のモードが {mode} です{others|=|。ほかに }{others}{others|=| 件}"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
        answers: ["SEC_01.file-ownership"], onlyFaults: ["SEC_01.file-ownership"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            COPY app /app
            ⟦RUN chmod -R 777 /app⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 usr/bin/dash
            LAYER COPY app /app # buildkit
            0755 app/run
            0644 app/notes.txt
            LAYER RUN /bin/sh -c chmod -R 777 /app # buildkit
            0777 app/run
            0777 app/notes.txt
            """,
            """
            === image
            ⟦⟧CMD ["python3", "main.py"]
            LAYER COPY . /srv
            0666 srv/main.py
            """,
            """
            === image
            ⟦⟧CMD ["/srv/bin/api"]
            LAYER COPY . /srv
            dir 0777 srv/bin
            0755 srv/bin/api
            """,
        ],
        passes: [
            """
            === image
            LAYER COPY . /srv
            dir 1777 tmp
            dir 0777 srv/uploads
            0777 tmp/build.sh
            link 0777 srv/current -> app
            0666 srv/data.json
            """,
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0777 usr/local/cargo/bin/cargo
            LAYER COPY a /a
            0755 a
            """,
            """
            === image
            LAYER COPY a /a
            0777 a
            LAYER RUN chmod 755 /a
            0755 a
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.hasPrograms else { return }
        WritableByAll.fault(WritableByAll.find(subject).filter(\.isProgram), subject, &report)
    }
}
