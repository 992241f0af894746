import Basics
import ECSModel
import RuleKit
import Workload

struct NumberOutOfRange: Rule {
    static let about = About(
        id: "TD109", since: "0.1", severity: .high,
        title: Text(en: "Number outside of what ECS takes", ja: "ECS が受け付ける範囲外の数値"),
        why: Text(
            en: "ECS refuses numbers outside of documented bounds, so that the deployment stops at registration.",
            ja: "ドキュメントに定められた範囲外の数値は登録時に拒否され、デプロイがそこで止まります。"),
        remedy: Text(en: "Choose a number within the bounds.", ja: "範囲内の数値を指定してください。"),
        message: Text(
            en: "`{path}` is {value}, outside of {low} – {high}{said}",
            ja: "`{path}` の値 {value} は {low} – {high} の範囲にありません{said}"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html",
        ],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
              "memory": "512", "ephemeralStorage": {"sizeInGiB": ⟦20⟧}, "containerDefinitions": [{"name": "web",
                "image": "web:1", "stopTimeout": ⟦300⟧, "healthCheck": {"command": ["CMD", "x"], "interval": ⟦3⟧,
                "timeout": ⟦1⟧, "retries": ⟦0⟧, "startPeriod": ⟦600⟧},
                "restartPolicy": {"enabled": true, "restartAttemptPeriod": ⟦30⟧}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', LinuxParameters: {MaxSwap: 64, Swappiness: ⟦101⟧}}
            """,
        ],
        passes: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "ephemeralStorage": {"sizeInGiB": 200},
              "containerDefinitions": [{"name": "web", "image": "web:1", "stopTimeout": 120, "startTimeout": "<START>",
                "healthCheck": {"command": ["CMD", "x"], "interval": 5, "timeout": 60, "retries": 10, "startPeriod": 0}}]}
            """,
            // Instances wait as long as one wants.
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [EC2]
                  ContainerDefinitions: [{Name: web, Image: 'web:1', StopTimeout: 600}]
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        judge(task.definition.ephemeralStorage, "ephemeralStorage.sizeInGiB", 21...200, &report)
        for container in validity.containers {
            let own = container.definition
            let timeouts = validity.isFargate ? 2...120 : 0...Int(Int32.max)
            judge(own.stopTimeout, container.path + ".stopTimeout", timeouts, &report)
            judge(own.startTimeout, container.path + ".startTimeout", timeouts, &report)
            if let check = own.healthCheck {
                let path = container.path + ".healthCheck."
                judge(check.interval, path + "interval", 5...300, &report)
                judge(check.timeout, path + "timeout", 2...60, &report)
                judge(check.retries, path + "retries", 1...10, &report)
                judge(check.startPeriod, path + "startPeriod", 0...300, &report)
            }
            if let policy = own.term["restartPolicy"] {
                judge(
                    policy.int("restartAttemptPeriod"), container.path + ".restartPolicy.restartAttemptPeriod",
                    60...1800, &report)
            }
            if let parameters = own.linuxParameters {
                let path = container.path + ".linuxParameters."
                judge(parameters.int("swappiness"), path + "swappiness", 0...100, &report)
                judge(parameters.int("maxSwap"), path + "maxSwap", 0...Int(Int32.max), &report)
            }
            for (key, field) in [
                ("cpu", own.cpu), ("memory", own.memory), ("memoryReservation", own.memoryReservation),
            ] { judge(field, "\(container.path).\(key)", 0...Int(Int32.max), &report) }
        }
        for (index, volume) in task.definition.volumes.enumerated() {
            guard let efs = volume.efs else { continue }
            judge(
                efs.int("transitEncryptionPort"), "volumes[\(index)].efsVolumeConfiguration.transitEncryptionPort",
                1...65535, &report)
        }
    }

    private func judge(_ field: Field<Int>, _ path: String, _ bounds: ClosedRange<Int>, _ report: inout Report) {
        guard case .known(let value, let place) = field, !bounds.contains(value) else { return }
        report.refuse(
            "number", path, at: place,
            ["value": "\(value)", "low": "\(bounds.lowerBound)", "high": "\(bounds.upperBound)"])
    }
}
