import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax
import Workload

struct SecretInPipeline: Rule {
    static let about = About(
        id: "PL311", since: "0.1", severity: .critical,
        title: Text(en: "A secret value in a pipeline's file", ja: "パイプラインの定義に書かれたシークレットの値"),
        why: Text(
            en: """
                Everybody who can read the repository or describe the project has the value; it stays in the history and in \
                every fork, and the pipeline's logs do not mask it.
                """,
            ja: """
                リポジトリやプロジェクトを参照できる人なら誰でも値を入手できます。履歴とすべてのフォークに残り、\
                パイプラインのログでもマスクされません。
                """),
        remedy: Text(
            en: """
                Revoke the value, then take a new one from the store of the pipeline: a secret of GitHub, a masked variable of \
                GitLab, `env.secrets-manager` of a buildspec, or better a role.
                """,
            ja: """
                値を失効させたうえで、GitHub のシークレット、GitLab のマスクされた変数、buildspec の `env.secrets-manager` など、\
                パイプラインの保管場所から渡してください。可能ならロールに置き換えます。
                """),
        message: Text(
            en: "`{name}` holds what looks like a real secret (`{masked}`)",
            ja: "`{name}` に本物と思われるシークレットが書かれています (`{masked}`)"),
        links: [
            "https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.secrets-manager",
            "https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html",
        ],
        aliases: [
            "CodeBuild.2", "CodeBuild.1", "CT.CODEBUILD.PR.1", "CT.CODEBUILD.PR.2",
            "CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK", "CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK",
            "codebuild_project_no_secrets_in_variables", "codebuild_project_source_repo_url_no_sensitive_credentials",
            "zizmor/hardcoded-container-credentials",
        ],
        differs: Text(
            en: """
                Security Hub asks for two names of variables. Here values are recognised by their issuer's form, or by a \
                secret's name and a random value, in variables, inputs, scripts and addresses of sources.
                """,
            ja: """
                Security Hub は 2 つの変数名だけを見ます。ここでは発行元の形式、またはシークレットの名前とランダムな値の組み合わせで判定し、\
                変数、入力、スクリプト、ソースの URL を対象にします。
                """),
        answers: ["SEC_02.short-lived-credentials", "12F_03.no-secrets"],
        fails: [
            """
            === .github/workflows/push.yml
            on: push
            jobs:
              push:
                runs-on: ubuntu-24.04
                env:
                  REGISTRY_PASSWORD: ⟦t7Kq9vWz2Lm4xR8b⟧
                steps:
                  - uses: docker/login-action@v3
                    with:
                      username: deploy
                      password: ⟦hN4vT9pQ7wZk2LmB⟧
            """,
            """
            === .gitlab-ci.yml
            push:
              image: docker:29
              script:
                - docker login -u deploy -p ⟦t7Kq9vWz2Lm4⟧ registry.example.com
            """,
            """
            === buildspec.yml
            version: 0.2
            env:
              variables:
                API_TOKEN: ⟦t7Kq9vWz2Lm4xR8b⟧
            phases:
              build:
                commands:
                  - export SONAR_TOKEN=⟦hN4vT9pQ7wZk2LmB⟧
            """,
            """
            === .github/workflows/test.yml
            on: push
            jobs:
              test:
                runs-on: ubuntu-24.04
                container:
                  image: ghcr.io/example/builder:1
                  credentials:
                    username: robot
                    password: ⟦t7Kq9vWz2Lm4xR8b⟧
                steps: [{run: make test}]
            """,
            """
            === template.yaml
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: BITBUCKET, Location: ⟦'https://deploy:t7Kq9vWz2Lm4@bitbucket.org/example/web.git'⟧}
            """,
        ],
        passes: [
            """
            === .github/workflows/push.yml
            on: push
            jobs:
              push:
                runs-on: ubuntu-24.04
                env:
                  POSTGRES_PASSWORD: postgres
                  DATABASE_URL: postgres://app:t7Kq9vWz2Lm4@localhost:5432/app
                  DB_PASSWORD: test-password
                  TOKEN: ${{ secrets.TOKEN }}
                  SECRET_ARN: arn:aws:secretsmanager:eu-west-1:123456789012:secret:web-AbCdEf
                steps:
                  - uses: docker/login-action@v3
                    with: {username: deploy, password: '${{ secrets.REGISTRY_PASSWORD }}'}
                  - uses: actions/cache@v4
                    with: {path: a, key: 'deps-9c56cc51b374c3ba189210d5b6d4bf57790d351c'}
            """,
            """
            === buildspec.yml
            version: 0.2
            env:
              variables: {API_TOKEN_FILE: /run/secrets/token}
              secrets-manager: {API_TOKEN: 'web/api:token'}
            phases:
              build:
                commands:
                  - aws ecr get-login-password | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com
                  - docker login -u deploy -p "$PASSWORD" registry.example.com
            """,
            """
            === .gitlab-ci.yml
            push:
              image: docker:29
              variables: {DEPLOY_TOKEN: $PROJECT_TOKEN}
              script:
                - echo "$DEPLOY_TOKEN" | docker login -u deploy --password-stdin registry.example.com
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        var said: Set<String> = []
        for found in Self.secrets(of: subject) {
            guard said.insert("\(found.place.path) \(found.place.range.lowerBound)").inserted else { continue }
            report.fault(at: found.place.span, ["name": found.name, "masked": found.masked])
        }
    }

    struct Found {
        let name: String
        let masked: String
        let place: Place
    }

    static func secrets(of subject: PipelineSubject) -> [Found] {
        let pipeline = subject.pipeline
        var found: [Found] = []
        for variable in PipelineParts.variables(pipeline) where variable.source == .plain {
            add(variable.value, variable.name, PipelineParts.value(of: variable), to: &found)
        }
        for item in PipelineParts.actions(pipeline) {
            for input in item.action.inputs { add(input.value, input.name, input.place, to: &found) }
        }
        for item in PipelineParts.scripts(pipeline) { found += secrets(in: item.script) }
        for index in Set(pipeline.projects.values).sorted() where subject.all.projects.indices.contains(index) {
            // `https://user:token@bitbucket.org/…`
            if case .known(let text, let place) = subject.all.projects[index].location, let value = text.known,
                let match = SecretContent.scan(Array(value.utf8)).first
            {
                found.append(Found(name: "Location", masked: match.masked, place: place))
            }
        }
        for place in pipeline.plainSecrets {
            guard let value = text(of: place) else { continue }
            found.append(Found(name: "OAuthToken", masked: mask(value), place: place))
        }
        switch pipeline.form {
        case .gitHubActions, .gitLab:
            for item in others(in: pipeline.place.source) {
                let isKnown = found.contains {
                    $0.place.path == item.place.path && $0.place.range.overlaps(item.place.range)
                }
                if !isKnown { found.append(item) }
            }
        case .codePipeline, .codeBuild: break
        }
        return found
    }

    private static func text(of place: Place) -> String? {
        let range = place.range.clamped(to: 0..<place.source.bytes.count)
        let bytes = place.source.bytes[range].filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
        let text = String(decoding: Array(bytes), as: UTF8.self)
        return SecretText.kind(of: text) == .real ? text : nil
    }

    private static func add(_ value: TermText, _ name: String, _ place: Place, to found: inout [Found]) {
        guard let text = value.known, let masked = masked(text, named: name) else { return }
        found.append(Found(name: name, masked: masked, place: place))
    }

    /// How a secret is shown; nil for what is none.
    private static func masked(_ text: String, named name: String) -> String? {
        guard let match = SecretContent.scan(value: text, named: name), !isLocal(text, match.kind) else { return nil }
        if match.kind == .assignedSecret, !SecretName.matches(name) || SecretText.kind(of: text) != .real { return nil }
        return match.masked
    }

    /// The password of a database beside the job, which lives as long as the job.
    private static func isLocal(_ text: String, _ kind: SecretKind) -> Bool {
        guard kind == .connectionPassword, let at = text.lastIndex(of: "@") else { return false }
        let host = text[at...].dropFirst().prefix { $0 != "/" && $0 != ":" }
        return !host.contains(".") || host.hasPrefix("127.")
    }

    /// What stands in parts of a file that the model does not have, such as the credentials of a job's container.
    private static func others(in source: SourceFile) -> [Found] {
        SecretContent.scan(source.bytes).compactMap { match in
            guard match.kind.isCertain || match.kind == .assignedSecret else { return nil }
            if match.kind == .assignedSecret {
                guard let name = name(before: match.range.lowerBound, in: source.bytes), SecretName.matches(name),
                    SecretText.kind(of: source.text(match.range)) == .real
                else { return nil }
                return Found(name: name, masked: match.masked, place: Place(source, match.range))
            }
            return Found(name: match.kind.name.en, masked: match.masked, place: Place(source, match.range))
        }
    }

    /// The name in front of a value: `password: …`.
    private static func name(before start: Int, in bytes: [UInt8]) -> String? {
        var end = start
        while end > 0, [0x20, 0x22, 0x27, 0x3A, 0x3D].contains(bytes[end - 1]) { end -= 1 }
        var first = end
        while first > 0, SecretText.isName(bytes[first - 1]) || bytes[first - 1] == 0x2D { first -= 1 }
        return first < end ? String(decoding: bytes[first..<end], as: UTF8.self) : nil
    }

    private static func secrets(in script: PipelineScript) -> [Found] {
        var found: [Found] = []
        for command in script.shell.commands {
            let exported: [(name: String, value: String, range: Range<Int>)] =
                command.assignments.compactMap { assignment in
                    guard let value = assignment.value, let text = value.literal else { return nil }
                    return (assignment.name, text, value.range)
                }
                + (command.program == "export"
                    ? command.arguments.compactMap { word in
                        guard let text = word.literal, let equals = text.firstIndex(of: "=") else { return nil }
                        let value = String(text[text.index(after: equals)...])
                        let start = word.range.upperBound - value.utf8.count
                        let isPlain = word.range.count == text.utf8.count
                        return (String(text[..<equals]), value, isPlain ? start..<word.range.upperBound : word.range)
                    } : [])
            for item in exported {
                guard let masked = masked(item.value, named: item.name) else { continue }
                found.append(Found(name: item.name, masked: masked, place: script.place(item.range)))
            }
            if let program = command.program, let password = CredentialInCommand.password(program, command) {
                found.append(
                    Found(
                        name: "\(program) \(password.option)", masked: mask(password.word.literal ?? ""),
                        place: script.place(password.word)))
            }
        }
        // Tokens whose own form tells, wherever they stand.
        for match in SecretContent.scan(Array(script.text.utf8)) where match.kind.isCertain {
            let place = script.place(match.range)
            let isKnown = found.contains { $0.place.path == place.path && $0.place.range.overlaps(place.range) }
            if !isKnown { found.append(Found(name: match.kind.name.en, masked: match.masked, place: place)) }
        }
        return found
    }

    private static func mask(_ value: String) -> String {
        String(value.prefix(min(4, value.count / 4))) + "…(\(value.utf8.count))"
    }
}
