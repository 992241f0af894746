import Basics
import ECSModel
import RuleKit
import Workload

struct ReadOnlyRootIsWritten: Rule {
    static let about = About(
        id: "TD802", since: "0.1", severity: .high,
        title: Text(en: "The image writes to a read-only root", ja: "読み取り専用のルートに書き込むイメージ"),
        why: Text(
            en:
                "The write fails with `Read-only file system`, and most programs end there: the task never gets healthy.",
            ja: "書き込みが `Read-only file system` で失敗します。多くのプログラムはそこで終了し、タスクが正常になりません。"),
        remedy: Text(
            en: "Mount a volume, or a `tmpfs` of `linuxParameters`, at the folder.",
            ja: "そのフォルダーにボリューム、または `linuxParameters` の `tmpfs` をマウントしてください。"),
        message: Text(
            en: "the root of `{container}` is read-only, and `{path}` is written to: `{folder}` needs a volume",
            ja: "`{container}` のルートは読み取り専用ですが `{path}` に書き込みます: `{folder}` にボリュームが必要です"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html",
        ],
        answers: ["SEC_04.read-only-root"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            COPY start.sh /
            USER node
            ENTRYPOINT ["/start.sh"]
            === start.sh
            #!/bin/sh
            envsubst < /srv/app.tmpl > /srv/conf/app.conf
            exec node server.js
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "readonlyRootFilesystem": ⟦true⟧,
              "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3"}]}
            """,
            """
            === Dockerfile
            FROM python:3.13
            USER 1000
            CMD ["gunicorn", "app:app"]
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: !Sub '${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/web:1'
                      ReadonlyRootFilesystem: ⟦true⟧
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM python:3.13
            VOLUME /var/cache/app
            USER 1000
            CMD ["gunicorn", "app:app"]
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: [{Name: tmp}]
                  ContainerDefinitions:
                    - Name: web
                      Image: !Sub '${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/web:1'
                      ReadonlyRootFilesystem: true
                      MountPoints: [{SourceVolume: tmp, ContainerPath: /tmp}]
            """,
            // The server's file says where.
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY app.py gunicorn.conf.py ./
            CMD ["gunicorn", "app:app"]
            === app.py
            app = None
            === gunicorn.conf.py
            worker_tmp_dir = "/dev/shm"
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "readonlyRootFilesystem": true,
              "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3"}]}
            """,
            """
            === Dockerfile
            FROM python:3.13
            CMD ["gunicorn", "app:app"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "readonlyRootFilesystem": true,
              "environment": [{"name": "GUNICORN_CMD_ARGS", "value": "--worker-tmp-dir /dev/shm"}],
              "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3"}]}
            """,
            """
            === Dockerfile
            FROM python:3.13
            CMD ["gunicorn", "--worker-tmp-dir", "/dev/shm", "app:app"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "readonlyRootFilesystem": true,
              "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3"}]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard case .known(true, let place) = container.definition.readonlyRootFilesystem else { continue }
            let writable = WritablePlaces(container)
            for written in RuntimeWrites.of(container) where !writable.covers(written.path) {
                report.fault(
                    at: place.span,
                    ["container": container.name, "path": written.path, "folder": written.folder],
                    related: [.init(written.place, Text(en: "it is written to here", ja: "ここで書き込みます"))])
            }
        }
    }
}
