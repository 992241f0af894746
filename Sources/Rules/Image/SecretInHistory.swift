import Basics
import ImageScan
import RuleKit
import Secrets

struct SecretInHistory: Rule {
    static let about = About(
        id: "IM203", since: "0.1", severity: .critical,
        title: Text(en: "Secret in the image's history", ja: "イメージの履歴にシークレットが含まれている"),
        why: Text(
            en: """
                The image keeps each command of its build with the build arguments. `docker history --no-trunc` shows them to \
                everybody who can pull it.
                """,
            ja: """
                イメージにはビルド時のコマンドがビルド引数とともに残ります。イメージをプルできる人は \
                `docker history --no-trunc` で読み取れます。
                """),
        remedy: Text(
            en: "Revoke it, and give it to the step by `RUN --mount=type=secret`, which leaves no trace.",
            ja: "無効化したうえで、痕跡の残らない `RUN --mount=type=secret` でビルドステップに渡してください。"),
        message: Text(
            en: """
                Step {step} of the image's history ({keyword}) shows a secret (`{value}`)\
                {n|0=|1=, again in step |, again in steps }{more}
                """,
            ja: """
                イメージの履歴のステップ {step} ({keyword}) にシークレットが含まれています (`{value}`)\
                {n|0=|。同じ値を含むステップ: }{more}
                """),
        proof: Text(en: "The history shows no secret", ja: "履歴にシークレットはありません"),
        links: ["https://docs.docker.com/build/building/secrets/"],
        aliases: ["CIS-DI-0010"],
        answers: ["SEC_05.no-secrets-in-image", "SEC_05.no-secrets-in-build"],
        onlyFaults: ["SEC_05.no-secrets-in-image", "SEC_05.no-secrets-in-build"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            COPY requirements.txt /
            ⟦RUN pip install --index-url https://build:qX7bT2vLm9Zk4RpW@pypi.internal/simple app⟧
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY requirements.txt / # buildkit
            0644 requirements.txt = app
            LAYER RUN /bin/sh -c pip install --index-url https://build:qX7bT2vLm9Zk4RpW@pypi.internal/simple app # buildkit
            0755 usr/bin/app (1 MB)
            """,
            """
            === image
            ⟦⟧LAYER RUN |1 INDEX=https://build:qX7bT2vLm9Zk4RpW@pypi.internal/simple /bin/sh -c make # buildkit
            0755 usr/bin/app (1 MB)
            LAYER RUN |1 INDEX=https://build:qX7bT2vLm9Zk4RpW@pypi.internal/simple /bin/sh -c make install # buildkit
            0755 usr/local/bin/app (1 MB)
            """,
        ],
        passes: [
            """
            === image
            LAYER RUN |1 VERSION=1.2.3 /bin/sh -c make install # buildkit
            0755 usr/bin/app (1 MB)
            """,
            """
            === image
            LAYER RUN /bin/sh -c npm config set //registry.npmjs.org/:_authToken ${NPM_TOKEN} # buildkit
            0755 usr/bin/app (1 MB)
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧LAYER RUN /bin/sh -c make install # buildkit
            0755 usr/bin/app (1 MB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let steps = subject.image.history.steps
        // A history that was squashed away proves nothing.
        guard subject.image.isSecretScanned, !steps.isEmpty else { return }
        // The classic builder tells a build argument again in each step that follows: that is one secret.
        var found: [String: [ImageSecret]] = [:]
        var order: [String] = []
        for secret in subject.image.secrets where secret.hit.certainty > .context {
            guard case .history = secret.place else { continue }
            let value = secret.hit.kind + " " + secret.hit.fingerprint
            if found[value] == nil { order.append(value) }
            found[value, default: []].append(secret)
        }
        for secrets in order.compactMap({ found[$0] }) {
            let numbers = secrets.compactMap { if case .history(let step) = $0.place { step } else { nil } }
            guard let first = secrets.first, let step = numbers.first else { continue }
            let keyword = steps.indices.contains(step) ? steps[step].keyword : ""
            let more = Array(Set(numbers.dropFirst())).sorted().filter { $0 != step }
            report.fault(
                at: SecretPlace.span(first, subject),
                [
                    "step": String(step + 1), "keyword": keyword.isEmpty ? "?" : keyword, "value": first.hit.masked,
                    "more": more.map { String($0 + 1) }.joined(separator: ", "), "n": String(more.count),
                ], related: secrets.map { .init(SecretPlace.span($0, subject), $0.hit.title) })
        }
        if found.isEmpty { report.holds(at: subject.span) }
    }
}
