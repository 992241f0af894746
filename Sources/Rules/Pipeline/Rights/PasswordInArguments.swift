import Basics
import ECSModel
import Pipelines
import RuleKit

struct PasswordInArguments: Rule {
    static let about = About(
        id: "PL313", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A password among the arguments of a command", ja: "コマンドの引数で渡されるパスワード"),
        why: Text(
            en: """
                Every process of the machine sees the arguments of the others, and `set -x` or a failing command writes them to \
                the log.
                """,
            ja: """
                引数は同じマシンのすべてのプロセスから見え、`set -x` やコマンドの失敗によってログにも書き出されます。
                """),
        remedy: Text(
            en: "Write it to the standard input: `echo \"$PASSWORD\" | docker login --username NAME --password-stdin`.",
            ja: """
                標準入力から渡してください: `echo "$PASSWORD" | docker login --username NAME --password-stdin`
                """),
        message: Text(
            en: "`{tool}` gets the password as an argument", ja: "`{tool}` にパスワードが引数で渡されています"),
        links: [
            "https://docs.docker.com/reference/cli/docker/login/",
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html",
        ],
        yieldsTo: ["PL311"],
        fails: [
            """
            === .gitlab-ci.yml
            push:
              image: docker:29
              script:
                - docker login -u "$CI_REGISTRY_USER" -p ⟦"$CI_REGISTRY_PASSWORD"⟧ "$CI_REGISTRY"
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              pre_build:
                commands:
                  - docker login --username AWS --password ⟦$(aws ecr get-login-password)⟧ 123456789012.dkr.ecr.eu-west-1.amazonaws.com
            """,
            """
            === .github/workflows/push.yml
            on: push
            jobs:
              push:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker login -u me -p ⟦${{ secrets.TOKEN }}⟧ ghcr.io
            """,
        ],
        passes: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              pre_build:
                commands:
                  - aws ecr get-login-password | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com
            """,
            """
            === .gitlab-ci.yml
            push:
              image: docker:29
              script:
                - echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for event in subject.order.events(.login) {
            guard let place = event.activity.login?.passwordInArguments else { continue }
            // `$(aws ecr get-login)` prints a `docker login` with the password, and the shell runs that.
            let tool = event.activity.tool == "aws" ? "docker" : event.activity.tool
            report.fault(at: place.span, ["tool": tool])
        }
    }
}
