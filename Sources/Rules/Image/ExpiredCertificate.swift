import Basics
import ImageScan
import RuleKit

struct ExpiredCertificate: Rule {
    static let about = About(
        id: "IM205", since: "0.1", severity: .medium,
        title: Text(en: "Expired certificate in the image", ja: "期限切れの証明書がイメージにある"),
        why: Text(
            en: """
                Every client that looks at the certificate refuses the connection. Those that do not have their checks \
                switched off, and are open to whoever stands between.
                """,
            ja: """
                証明書を検証するクライアントは接続を拒否します。接続できるクライアントがあるなら検証が無効になっており、\
                中間者攻撃を受ける状態です。
                """),
        remedy: Text(
            en:
                "Terminate TLS at the load balancer with ACM, or hand the certificate to the task at run time; delete this one.",
            ja: "TLS は ACM を使ってロードバランサーで終端するか、証明書を実行時にタスクへ渡し、このファイルは削除してください。"),
        message: Text(
            en: """
                `/{file}` ({subject}) in layer {layer}{base|yes= (of the base image)|} expired on {date}\
                {others|=|, and }{others}{others|=| more have}
                """,
            ja: """
                レイヤー {layer}{base|yes= (ベースイメージ)|} の `/{file}` ({subject}) は {date} に有効期限が切れています\
                {others|=|。ほかに }{others}{others|=| 件}
                """),
        links: ["https://docs.aws.amazon.com/acm/latest/userguide/acm-overview.html"],
        fails: [
            """
            === Dockerfile
            FROM nginx:1.30
            ⟦COPY tls /etc/nginx/tls⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 usr/sbin/nginx
            LAYER COPY tls /etc/nginx/tls # buildkit
            0644 etc/nginx/tls/server.crt = \(ExampleCertificates.expired)
            """,
            """
            === image
            ⟦⟧LAYER COPY . /app
            0644 app/certs/chain.pem = \(ExampleCertificates.expired)\(ExampleCertificates.valid)
            """,
        ],
        passes: [
            """
            === image
            LAYER COPY . /app
            0644 app/certs/server.pem = \(ExampleCertificates.valid)
            0644 app/test/certs/server.pem = \(ExampleCertificates.expired)
            0644 usr/lib/ruby/gems/3.4.0/gems/a-1.0/certs/a.pem = \(ExampleCertificates.expired)
            0644 etc/ssl/certs/old.pem = \(ExampleCertificates.expired)
            """,
            """
            === image
            LAYER COPY . /app
            0644 app/server.crt = \(ExampleCertificates.expired)
            LAYER RUN rm /app/server.crt
            0644 app/.wh.server.crt
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let today = report.today
        let found = ImageCertificates.own(subject.image).filter { $0.certificate.ends < today }
        ImageCertificates.fault(found, subject, &report)
    }
}
