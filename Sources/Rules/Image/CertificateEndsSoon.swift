import Basics
import ImageScan
import RuleKit

struct CertificateEndsSoon: Rule {
    static let about = About(
        id: "IM206", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Certificate in the image ends soon", ja: "イメージ内の証明書の有効期限がまもなく切れる"),
        why: Text(
            en: """
                An image does not change while it runs: on that day every task of it fails at once, and only a new build \
                and deployment helps.
                """,
            ja: "稼働中のイメージは変わらないため、期限が切れた日に全タスクが一斉に接続できなくなり、再ビルドとデプロイでしか復旧できません。"),
        remedy: Text(
            en:
                "Renew it now; then keep certificates out of images: ACM at the load balancer, or a secret of the task.",
            ja: "すぐに更新し、今後は証明書をイメージに含めず、ロードバランサーの ACM やタスクのシークレットを使ってください。"),
        message: Text(
            en: """
                `/{file}` ({subject}) in layer {layer}{base|yes= (of the base image)|} expires on {date}\
                {others|=|, and }{others}{others|=| more do soon}
                """,
            ja: """
                レイヤー {layer}{base|yes= (ベースイメージ)|} の `/{file}` ({subject}) は {date} に有効期限が切れます\
                {others|=|。ほかに }{others}{others|=| 件}
                """),
        links: ["https://docs.aws.amazon.com/acm/latest/userguide/acm-overview.html"],
        fails: [
            """
            === image
            ⟦⟧LAYER COPY . /app
            0644 app/server.pem = \(ExampleCertificates.ending)
            """
        ],
        passes: [
            """
            === image
            LAYER COPY . /app
            0644 app/server.pem = \(ExampleCertificates.valid)
            0644 app/old.pem = \(ExampleCertificates.expired)
            """
        ]
    )

    /// How many days before its end a certificate is told of.
    private static let days = 30

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let today = report.today
        let last = Moment(today).adding(days: Self.days).day
        let found = ImageCertificates.own(subject.image).filter {
            $0.certificate.ends >= today && $0.certificate.ends <= last
        }
        ImageCertificates.fault(found, subject, &report)
    }
}
