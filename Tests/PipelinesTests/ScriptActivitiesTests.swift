import Basics
import ECSModel
import Testing

@testable import Pipelines

@Suite struct ScriptActivitiesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var script: String
        var told: [String]
        var testDescription: String { script }

        init(_ script: String, _ told: String...) {
            self.script = script
            self.told = told
        }
    }

    @Test(arguments: [
        Case("docker build -t app:1 .", "build in . app:1"),
        Case("docker build -t app:1 -t app:2 -f x/Dockerfile x", "build -f x/Dockerfile in x app:1 app:2=app:1"),
        Case("docker build . --tag=app:$V", "build in . app:${V}"),
        Case("sudo docker image build -qt app .", "build in . app"),
        Case(
            "docker build -t a:1 .\ndocker tag a:1 reg/a:2\ndocker push reg/a:2", "build in . a:1", "push reg/a:2=a:1"),
        Case("docker build -t a .\ndocker push a:latest", "build in . a", "push a:latest=a"),
        Case("docker pull x:1; docker tag x:1 y:1; docker push y:1", "push y:1=x:1"),
        Case(
            "docker buildx build --push --platform linux/amd64,linux/arm64 -t a:1 .",
            "build in . linux/amd64+linux/arm64 a:1", "push a:1"),
        Case("docker buildx build --load -t a:1 .", "build in . a:1"),
        Case("docker buildx build -o type=registry -t a:1 .", "build in . a:1", "push a:1"),
        Case("docker buildx build --output=type=image,push=true -t a .", "build in . a", "push a"),
        Case(
            "docker buildx build --cache-from type=gha --cache-to type=gha,mode=max --provenance=false -t a .",
            "build in . from type=gha to type=gha,mode=max unattested a"),
        Case("docker buildx build --sbom=true --provenance=false .", "build in . attested"),
        Case("docker build --no-cache --pull -t a .", "build in . uncached a"),
        Case("docker buildx bake --push", "build", "push"),
        Case("docker buildx bake --print", ""),
        Case("docker compose -f ci.yml build --push web", "build", "push"),
        Case("docker-compose build\ndocker-compose push", "build", "push"),
        Case("docker buildx imagetools create -t r/a:prod r/a:1", "promote r/a:prod=r/a:1"),
        Case("docker manifest create a:1 a:1-x a:1-y\ndocker manifest push a:1", "push a:1"),
        Case("podman build -t a .\npodman push a docker://r/a:1", "build in . a", "push r/a:1=a"),
        Case("buildah bud -t a .", "build in . a"),
        Case(
            "/kaniko/executor --context . --dockerfile Dockerfile --destination r/a:1 --cache=true --cache-repo r/c",
            "build -f Dockerfile in . from r/c to r/c r/a:1", "push r/a:1"),
        Case("/kaniko/executor --no-push --destination r/a", "build r/a"),
        Case("mvn -B package jib:build -Dimage=r/a:1", "test", "build r/a:1", "push r/a:1"),
        Case("./mvnw package -DskipTests", ""), Case("mvn package -DskipTests=false", "test"),
        Case("mvn install -Dmaven.test.skip=true", ""),
        Case("./gradlew build jib --image=r/a", "test", "build r/a", "push r/a"),
        Case("./gradlew bootBuildImage --imageName=r/a -x test", "build r/a"),
        Case("ko build ./cmd/x --platform=linux/amd64", "build linux/amd64", "push"),
        Case("pack build r/a:1 --builder b --publish", "build r/a:1", "push r/a:1"),
        Case("crane copy r/a:1 s/a:1", "promote s/a:1=r/a:1"),
        Case("crane tag r/a:1 prod", "promote r/a:prod=r/a:1"),
        Case("skopeo copy docker://r/a:1 docker://s/a:1", "promote s/a:1=r/a:1"),
        Case("skopeo copy docker-archive:a.tar docker://s/a:1", "push s/a:1"),
        Case("regctl image copy r/a:1 s/a:1", "promote s/a:1=r/a:1"),
        Case("oras cp r/a:1 s/a:1", "promote s/a:1=r/a:1"),
    ])
    func images(_ given: Case) {
        #expect(Told.script(given.script) == given.told.filter { !$0.isEmpty })
    }

    @Test(arguments: [
        Case("docker login -u me -p hunter2 reg.example", "login plainPassword reg.example shows \"hunter2\""),
        Case("docker login -u me -p $PASS", "login unknown shows \"$PASS\""),
        Case("docker login -u x --password-stdin r <<< \"$CI_JOB_TOKEN\"", "login runToken r"),
        Case("echo \"$TOKEN\" | docker login ghcr.io -u me --password-stdin", "login secretPassword ghcr.io"),
        Case(
            "echo ${{ secrets.GITHUB_TOKEN }} | docker login ghcr.io -u me --password-stdin", "login runToken ghcr.io"),
        Case("echo ${{ secrets.HUB }} | docker login -u me --password-stdin", "login secretPassword"),
        Case(
            "aws ecr get-login-password | docker login --username AWS --password-stdin 1.dkr.ecr.x.amazonaws.com",
            "login runToken 1.dkr.ecr.x.amazonaws.com"),
        Case(
            "docker login -u AWS -p $(aws ecr get-login-password) r",
            "login runToken r shows \"$(aws ecr get-login-password)\""),
        Case(
            "$(aws ecr get-login --no-include-email --region x)",
            "login runToken shows \"aws ecr get-login --no-include-email --region x\""),
        Case("eval $(aws ecr get-login | sed s/x//)", "login runToken shows \"aws ecr get-login\""),
        Case("echo $(aws ecr get-login-password) | docker login -u AWS --password-stdin r", "login runToken r"),
        Case("aws ecr get-login --region x", ""),
        Case("aws sts assume-role --role-arn arn:r --role-session-name s", "login unknown as arn:r"),
        Case("aws sts assume-role-with-web-identity --role-arn arn:r", "login oidc as arn:r"),
        Case("AWS_ROLE_ARN=arn:r\nexport AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/t", "login oidc as arn:r"),
        Case("aws configure set aws_access_key_id $KEY", "login longLivedKeys"),
        Case(
            "docker login -u \"$CI_REGISTRY_USER\" -p \"$CI_REGISTRY_PASSWORD\" $CI_REGISTRY",
            "login runToken ${CI_REGISTRY} shows \"\"$CI_REGISTRY_PASSWORD\"\""),
    ])
    func logins(_ given: Case) {
        let source = SourceFile(path: "v", text: "v")
        let secret = Variable(
            name: "TOKEN", value: TermText([.unknown(Unknown(.variable, "TOKEN"))]), source: .secret,
            place: Place(source, 0..<1))
        #expect(Told.script(given.script, variables: [secret]) == given.told.filter { !$0.isEmpty })
    }

    @Test(arguments: [
        Case("trivy image a:1", "scan image never \"trivy image a:1\" a:1"),
        Case("trivy image --exit-code 1 --severity HIGH a:1", "scan image fails \"1\" a:1"),
        Case("trivy image --exit-code=0 a:1", "scan image never \"--exit-code=0\" a:1"),
        Case("trivy a:1", "scan image never \"trivy a:1\" a:1"),
        Case("trivy image --exit-code $CODE a:1", "scan image unknown a:1"),
        Case("trivy image $TRIVY_ARGS a:1", "scan image unknown a:1"),
        Case("ARGS='--exit-code 1'; trivy image $ARGS a:1", "scan image fails \"$ARGS\" a:1"),
        Case("TRIVY_EXIT_CODE=1 trivy fs .", "scan files fails"),
        Case("trivy config --exit-code 1 .", "scan configuration fails \"1\""),
        Case("trivy image --download-db-only", ""),
        Case("trivy image --format cyclonedx -o sbom.json a:1", "sbom a:1"),
        Case("trivy image --exit-code 1 a:1 || true", "scan image never \"|| true\" a:1 ignored \"|| true\""),
        Case("trivy image --exit-code 1 a | tee log", "scan image never \"tee log\" a ignored \"tee log\""),
        Case("set +e\ntrivy image --exit-code 1 a\necho done", "scan image never \"set +e\" a ignored \"set +e\""),
        Case("trivy image --exit-code 1 a\nif [ $? -ne 0 ]; then exit 1; fi", "scan image fails \"1\" a"),
        Case("if ! trivy image --exit-code 1 a; then exit 1; fi", "scan image unknown a"),
        Case("trivy image --exit-code 1 a || exit 1", "scan image unknown a"),
        Case("trivy image --format json a | jq -e '.x'", "scan image unknown a"),
        Case("grype a:1", "scan image never \"grype a:1\" a:1"),
        Case("grype a:1 --fail-on high", "scan image fails \"high\" a:1"),
        Case("grype dir:. -f critical", "scan files fails \"critical\""),
        Case("docker scout cves a:1", "scan image never \"docker scout cves a:1\" a:1"),
        Case("docker scout cves --exit-code a:1", "scan image fails \"--exit-code\" a:1"),
        Case("snyk container test a:1 --file=Dockerfile", "scan image fails a:1"),
        Case("snyk test", "scan files fails"),
        Case("snyk container monitor a:1", "scan image never \"snyk container monitor a:1\" a:1"),
        Case("dockle a:1", "scan configuration never \"dockle a:1\" a:1"),
        Case("dockle --exit-code 1 a:1", "scan configuration fails \"1\" a:1"),
        Case("aws ecr start-image-scan --repository-name a", "scan image unknown a"),
        Case("checkov -d . --soft-fail", "scan configuration never \"--soft-fail\""),
        Case("checkov -d .", "scan configuration fails"),
        Case("tfsec .", "scan configuration fails"),
        Case("kics scan -p . --ignore-on-exit results", "scan configuration never \"results\""),
        Case("gitleaks detect", "scan secrets fails"),
        Case("trufflehog git file://.", "scan secrets never \"trufflehog git file://.\""),
        Case("semgrep --config auto --error", "scan code fails"),
        Case("semgrep ci", "scan code fails"),
        Case("bandit -r . --exit-zero", "scan code never \"--exit-zero\""),
        Case("npm audit --audit-level=high", "scan files fails"),
        Case("npm audit || :", "scan files never \"|| :\" ignored \"|| :\""),
        Case("govulncheck -json ./...", "scan files never \"-json\""),
        Case("bundle exec bundle-audit check", "scan files fails"),
        Case("docker run --rm -v x:/x aquasec/trivy:0.50 image --exit-code 1 a:1", "scan image fails \"1\" a:1"),
        Case(
            "docker run --rm aquasec/trivy:$V image a:1",
            "scan image never \"docker run --rm aquasec/trivy:$V image a:1\" a:1"),
        Case("syft a:1 -o spdx-json", "sbom a:1"),
        Case("cosign sign --yes r/a@sha256:1", "sign r/a@sha256:1"),
        Case("cosign verify --key k r/a", "verifySignature r/a"),
        Case("notation sign r/a", "sign r/a"),
    ])
    func scans(_ given: Case) {
        #expect(Told.script(given.script) == given.told.filter { !$0.isEmpty })
    }

    @Test(arguments: [
        Case("npm test", "test"), Case("npm ci && npm run test:unit -- --ci", "test"), Case("yarn test", "test"),
        Case("pnpm -r test", "test"), Case("npx jest --ci", "test"), Case("poetry run pytest -q", "test"),
        Case("python -m pytest", "test"), Case("go test ./...", "test"), Case("mvn -B verify", "test"),
        Case("cargo test --all", "test"), Case("bundle exec rspec", "test"), Case("bundle exec rake test", "test"),
        Case("make test", "test"), Case("make check", "test"), Case("php vendor/bin/phpunit", "test"),
        Case("vendor/bin/phpunit", "test"), Case("container-structure-test test --image a", "imageTest"),
        Case("docker build -t a .\ndocker run --rm a npm test", "build in . a", "imageTest a"),
        Case("docker build -t a .\ndocker run -d -p 80:80 a\ncurl -f http://localhost/", "build in . a", "imageTest a"),
        Case("docker compose run --rm web npm test", "imageTest"),
        Case("docker compose up --abort-on-container-exit", "imageTest"),
        Case("npm run lint", "lint"), Case("eslint .", "lint"), Case("golangci-lint run", "lint"),
        Case("hadolint Dockerfile --no-fail", "lint ignored \"--no-fail\""), Case("terraform fmt -check", "lint"),
        Case("docker run --rm -i hadolint/hadolint < Dockerfile", "lint"), Case("shellcheck x.sh", "lint"),
        Case("bundle exec rails db:migrate", "migrate"), Case("npx prisma migrate deploy", "migrate"),
        Case("alembic upgrade head", "migrate"), Case("python manage.py migrate", "migrate"),
        Case("aws ecs run-task --overrides '{\"command\":[\"migrate\"]}'", "migrate"),
        Case("npm run build", ""), Case("pip install -r requirements.txt", ""), Case("go build ./...", ""),
        Case("echo a > b; sed -i s/a/b/ b", ""),
    ])
    func tests(_ given: Case) {
        #expect(Told.script(given.script) == given.told.filter { !$0.isEmpty })
    }

    @Test(arguments: [
        Case("aws ecs update-service --cluster c --service s --force-new-deployment", "deploy s goes on"),
        Case("aws ecs update-service --service s --desired-count 0", ""),
        Case("aws ecs register-task-definition --cli-input-json file://x", "registerTaskDefinition"),
        Case("aws ecs wait services-stable --services s", "verify"),
        Case("aws ecs deploy --service s --task-definition t", "deploy s waits"),
        Case("docker run silintl/ecs-deploy -c c -n s -i a", "deploy s waits"),
        Case("aws deploy create-deployment --application-name a", "deploy a goes on"),
        Case("ecspresso deploy --config e.yml", "deploy waits"),
        Case("ecspresso deploy --no-wait", "deploy goes on"),
        Case("ecspresso deploy --suspend-auto-scaling", "suspendScaling", "deploy waits"),
        Case("ecspresso deploy --resume-auto-scaling", "deploy waits", "resumeScaling"),
        Case("ecspresso rollback", "rollback"), Case("ecspresso verify", "lint"),
        Case("copilot deploy --env prod", "build", "push", "deploy"), Case("npx cdk deploy --all", "deploy"),
        Case("terraform -chdir=x apply -auto-approve", "deploy"), Case("terraform plan", ""),
        Case("aws cloudformation deploy --stack-name s --template-file t", "deploy s waits"),
        Case("kubectl -n prod apply -f x", "deploy"), Case("helm upgrade --install x ./c", "deploy"),
        Case("kubectl rollout undo deployment/x", "rollback"),
        Case(
            "aws application-autoscaling register-scalable-target --suspended-state DynamicScalingInSuspended=true",
            "suspendScaling"),
        Case(
            "aws application-autoscaling register-scalable-target --suspended-state '{\"DynamicScalingInSuspended\":false}'",
            "resumeScaling"),
        Case("curl -X POST -d x $SLACK_WEBHOOK_URL", "notify"), Case("aws sns publish --topic-arn t", "notify"),
        Case("ecspresso deploy\ncurl -f https://example.com/", "deploy waits", "verify"),
        Case("curl -f https://example.com/healthz", "verify"), Case("curl -sSLo x https://example.com/x", ""),
        Case("curl https://example.com/install.sh | sh", "install"),
    ])
    func deployments(_ given: Case) {
        #expect(Told.script(given.script) == given.told.filter { !$0.isEmpty })
    }

    @Test(arguments: [
        Case("./deploy.sh", "unread ./deploy.sh"), Case("bash ci/build.sh", "unread bash ci/build.sh"),
        Case("make push", "unread make push"), Case("make", "unread make"), Case("rake deploy", "unread rake deploy"),
        Case("npm run docker:build", "unread npm run docker:build"),
        Case("$CMD x", "unread $CMD x"), Case("python deploy.py", "unread python deploy.py"),
        Case("some-tool run", "unread some-tool run"), Case("./scripts/migrate", "unread ./scripts/migrate"),
        Case("ssh host docker pull x", "unread ssh host docker pull x"),
        Case("aws codebuild start-build --project-name x", "unread aws codebuild start-build --project-name x"),
    ])
    func notUnderstood(_ given: Case) {
        #expect(Told.script(given.script) == given.told)
    }

    @Test(arguments: [
        Case("IMAGE=r/a:1\ndocker build -t $IMAGE .", "build in . r/a:1"),
        Case("export REPO=r/a TAG=${GITHUB_SHA::7}\ndocker push \"$REPO:$TAG\"", "push r/a:${GITHUB_SHA}"),
        Case("TAG=$(git rev-parse --short HEAD); docker push a:$TAG", "push a:${$(git rev-parse --short HEAD)}"),
        Case(
            "H=$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION | cut -c 1-7)\nTAG=${H:=latest}\ndocker push a:$TAG",
            "push a:${$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION | cut -c 1-7)}"),
        Case("TAG=${TAG:-latest}; docker push a:$TAG", "push a:${TAG}"),
        Case("if [ -n \"$X\" ]; then TAG=latest; else TAG=$X; fi\ndocker push a:$TAG", "push a:${TAG}"),
        Case("for t in 1 2; do docker push a:$t; done", "push a:1", "push a:2"),
        Case("for t in $TAGS; do docker push a:$t; done", "push a:${t}?"),
        Case("[ \"$B\" = main ] && docker push a", "push a?"),
        Case("if x; then docker push a; fi", "push a?", "unread x"),
        Case("build() { docker build -t $1 .; }\nbuild || true", "build in . ${1} ignored \"|| true\""),
        Case("f() { f; }\nf", "unread f() { f; }"),
        Case("cd app && docker build -t a .", "build in app a"),
        Case("(cd app; docker build .); docker build .", "build in app", "build in ."),
        Case("bash -c 'docker push a'", "push a"),
        Case("docker push a:${{ github.sha }}", "push a:${github.sha}"),
    ])
    func variables(_ given: Case) {
        #expect(Told.script(given.script) == given.told.filter { !$0.isEmpty })
    }

    @Test func localScriptsAreFollowed() {
        let files = [
            "ci/build.sh": "#!/bin/bash\nset -e\ndocker build -t a .\n./push.sh", "push.sh": "docker push a\n",
            "x": "#!/usr/bin/env python\n",
        ]
        #expect(Told.script("./ci/build.sh", files: files) == ["build in . a", "push a"])
        #expect(
            Told.script("bash ci/build.sh || true", files: files).map { $0.hasSuffix("ignored \"|| true\"") } == [
                true, true,
            ])
        #expect(Told.script("./x", files: files) == ["unread ./x"])
        #expect(Told.script("./a.sh", files: ["a.sh": "./a.sh"]).count == 1)
        #expect(Told.script("trivy image a", files: ["trivy.yaml": "exit-code: 1"]) == ["scan image unknown a"])
    }

    @Test func emulationNeedsAnotherArchitecture() {
        let script = "docker buildx build --platform linux/amd64,linux/arm64 ."
        #expect(
            Told.script(script, runner: "amd64") == [
                "build in . linux/amd64+linux/arm64 emulated \"linux/amd64,linux/arm64\""
            ])
        #expect(
            Told.script("docker build --platform linux/arm64/v8 .", runner: "arm64") == ["build in . linux/arm64/v8"])
        #expect(
            Told.script("docker buildx create --append ssh://x\n" + script, runner: "amd64") == [
                "build in . linux/amd64+linux/arm64"
            ])
    }

    @Test func commitsAreRecognised() {
        func names(_ text: String) -> Bool {
            TermText([.literal("v"), .unknown(Unknown(.expression, text))]).namesCommit
        }
        #expect(names("$(git rev-parse HEAD)"))
        #expect(names("github.sha"))
        #expect(names("CI_COMMIT_SHORT_SHA"))
        #expect(!names("github.run_number"))
        #expect(!TermText("GITHUB_SHA").namesCommit)
    }

    @Test func hostileScriptsEnd() {
        let calls = (0..<40).map { "f\($0)() { f\($0 + 1); f\($0 + 1); }" }.joined(separator: "\n")
        #expect(Told.script(calls + "\nf0").count <= 20_000)
        let long =
            String(repeating: "for i in 1 2 3 4 5 6 7 8 9; do ", count: 6) + "docker push a"
            + String(repeating: "; done", count: 6)
        #expect(Told.script(long).last == "unread \(long)")
        let growing = "A=x\n" + String(repeating: "A=$A$A$B\n", count: 60) + "docker push $A"
        #expect(Told.script(growing).count == 1)
        let doubling = "A=xxxxxxxx\n" + String(repeating: "A=$A$A\n", count: 60) + "docker push $A"
        #expect(Told.script(doubling).map(\.utf8.count).allSatisfy { $0 < 10_000 })
        _ = Told.script(String(repeating: "if docker build .; then ", count: 500))
        _ = Told.script("docker build -t -f --platform")
        _ = Told.script("docker\naws\ntrivy\nnpm\nxargs\nbundle exec\ncosign\nmake -C\ndocker run")
    }
}
