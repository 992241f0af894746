import Basics
import ECSModel
import RuleKit
import Workload

struct DockerHubImage: Rule {
    static let about = About(
        id: "TD605", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Tasks pull from Docker Hub", ja: "Docker Hub から pull するタスク"),
        why: Text(
            en: """
                Docker Hub limits pulls by address, and all tasks behind one NAT gateway share one: with many starts, as \
                in a scale-out, new tasks end with CannotPullContainerError (`toomanyrequests`).
                """,
            ja: """
                Docker Hub の pull 回数は IP アドレスごとに制限され、同じ NAT ゲートウェイの背後のタスクは 1 つのアドレスを共有します。\
                スケールアウトで起動が集中すると、CannotPullContainerError (`toomanyrequests`) で起動できません。
                """),
        remedy: Text(
            en:
                "Take the image from ECR by a pull through cache, from `public.ecr.aws`, or give `repositoryCredentials`.",
            ja: """
                ECR のプルスルーキャッシュか `public.ecr.aws` から取得するか、`repositoryCredentials` を指定してください。
                """),
        message: Text(
            en: "`{container}` pulls `{image}` from Docker Hub without a login",
            ja: "`{container}` は `{image}` を Docker Hub から未認証で pull します"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
            "https://docs.docker.com/docker-hub/usage/",
        ],
        fails: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": ⟦"nginx:1.29"⟧}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: xray, Image: ⟦amazon/aws-xray-daemon:3.3.15⟧}]
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "public.ecr.aws/nginx/nginx:1.29"},
              {"name": "b", "image": "company/private:1", "repositoryCredentials": {"credentialsParameter": "arn:x"}},
              {"name": "c", "image": "<IMAGE1_NAME>"}, {"name": "d", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"},
              {"name": "e", "image": "web:1"}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers where container.definition.term["repositoryCredentials"] == nil {
            guard case .known(let text, let place) = container.definition.image, let known = text.known,
                container.workload == nil, isOnDockerHub(known)
            else { continue }
            report.fault(at: place.span, ["container": container.name, "image": known])
        }
    }

    /// An image that Docker Hub surely has: one of an account, or a well-known official one. A bare name may be a
    /// stand-in for the team's own.
    private func isOnDockerHub(_ image: String) -> Bool {
        let name = ImageName(TermText(image))
        if name.registry == "docker.io" { return true }
        guard name.registry == nil, let repository = name.repository, !DeployedTag.isStandIn(repository) else {
            return false
        }
        return repository.contains("/") || Self.official.contains(repository)
    }

    private static let official: Set<String> = [
        "nginx", "httpd", "redis", "postgres", "mysql", "mariadb", "mongo", "memcached", "rabbitmq", "busybox",
        "alpine",
        "ubuntu", "debian", "python", "node", "golang", "ruby", "php", "traefik", "haproxy", "wordpress", "amazonlinux",
        "docker", "registry", "vault", "consul", "influxdb", "telegraf", "nats", "caddy", "tomcat", "openjdk", "jetty",
        "kibana", "elasticsearch",
    ]
}
