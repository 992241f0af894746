import Foundation
import Testing

@testable import plimsoll

struct LifecycleCommandTests {
    private static let policy = """
        {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "sinceImagePushed",
          "countUnit": "days", "countNumber": 14}, "action": {"type": "expire"}}]}
        """
    private static let task = """
        {"family": "web", "containerDefinitions": [
          {"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:v1", "memory": 128},
          {"name": "proxy", "image": "nginx:1.29", "memory": 128}]}
        """

    private func folder(_ policy: String = Self.policy) throws -> TestFolder {
        try TestFolder(["policy.json": Data(policy.utf8), "deploy/taskdef.json": Data(Self.task.utf8)])
    }

    @Test func anImageThatRunsAndWouldBeDeletedIsTold() throws {
        let folder = try folder()
        let run = try Program.run(
            "lifecycle", folder.path("policy.json"), "--references", folder.path("deploy"), "--from", "2026-11-21",
            "--lang", "en")
        #expect(run.code == 1, "\(run.errors)")
        #expect(run.output.contains("taskdef.json:2: warning: `orders:v1` of task definition `web`"), "\(run.output)")
        #expect(run.output.contains("is deleted on 2026-12-05 (rule 1)"))
        #expect(!run.output.contains("nginx"))
    }

    @Test func imagesOfAnotherRepositoryAreNoMatter() throws {
        let folder = try folder()
        let run = try Program.run(
            "lifecycle", folder.path("policy.json"), "--references", folder.path("deploy"), "--repository", "other",
            "--format", "json", "--from", "2026-11-21", "--days", "3")
        #expect(run.code == 0)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        #expect((object?["days"] as? [Any])?.count == 3 && (object?["warnings"] as? [Any])?.isEmpty == true)
    }

    @Test func whatECRWouldRefuseEndsWith2() throws {
        let folder = try folder(Self.policy.replacing("days", with: "weeks"))
        let run = try Program.run("lifecycle", folder.path("policy.json"), "--lang", "ja")
        #expect(run.code == 2 && run.output.isEmpty)
        #expect(run.errors.contains("policy.json:2:") && run.errors.contains("`countUnit` に指定できるのは"))
        #expect(try Program.run("lifecycle", folder.path("none.json")).code == 2)
        #expect(try Program.run("lifecycle", folder.path("policy.json"), "--days", "0").code == 2)
    }
}
