import Basics
import Foundation
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// Definitions and Dockerfiles reviewed together.
struct DefinitionReviewTests {
    private static func review(_ files: [String: String], baseline: String? = nil) async throws -> ReviewOutcome {
        let folder = try TestFolder(files.mapValues { Data($0.utf8) })
        var request = ReviewRequest(paths: [folder.path("")])
        request.usesShellCheck = false
        request.today = Day(year: 2026, month: 11, day: 21)
        if let baseline {
            request.baseline = folder.path(baseline)
            request.updatesBaseline = true
        }
        return try await Reviewer(request, progress: Progress(isOn: false, .english)).run()
    }

    private static func module(image: String = "var.image") -> [String: String] {
        [
            "main.tf": """
            provider "aws" {}
            module "a" {
              source = "./task"
              name   = "a"
              image  = "a:1.0"
            }
            module "b" {
              source = "./task"
              name   = "b"
              image  = "b:1.0"
            }
            """,
            "task/main.tf": """
            variable "name" {}
            variable "image" {}
            resource "aws_ecs_task_definition" "main" {
              family = var.name
              container_definitions = jsonencode([{
                name = "main", image = \(image), memory = 512
                environment = [{ name = "DB_PASSWORD", value = "Kq7vTz2mXw9LpR4d" }]
              }])
            }
            """,
        ]
    }

    @Test func whatTwoInstancesOfAModuleShareIsToldOnce() async throws {
        let outcome = try await Self.review(Self.module(), baseline: "baseline.json")
        let findings = outcome.review.workloads.flatMap(\.findings)
        #expect(findings.filter { $0.rule == "TD501" && $0.verdict == .fault }.count == 1)
        let baseline = try #require(outcome.baseline?.text)
        #expect(baseline.components(separatedBy: "TD501").count == 2)
    }

    @Test func whatTwoInstancesDoNotShareIsToldOfEach() async throws {
        let outcome = try await Self.review(Self.module(image: "\"x/${var.name}:latest\""))
        let findings = outcome.review.faults.filter { $0.rule == "TD601" }
        // The container is named alike, the image is not: the messages differ.
        #expect(findings.count == 2)
    }

    @Test func whatStandsInACallOfAModuleIsTold() async throws {
        let text = """
            provider "aws" {}
            module "role" {
              source = "./role"
            }
            module "a" {
              source = "./task"
              name   = "a"
              image  = "a:1.0"
              role   = module.role.arn
            }
            module "b" {
              source = "./task"
              name   = "b"
              image  = "b:1.0"
              role   = module.role.arn
            }
            """
        let outcome = try await Self.review([
            "main.tf": text, "plimsoll.yml": "level: strict\n",
            "role/main.tf":
                "resource \"aws_iam_role\" \"app\" {}\noutput \"arn\" {\n  value = aws_iam_role.app.arn\n}\n",
            "task/main.tf": """
            variable "name" {}
            variable "image" {}
            variable "role" {}
            resource "aws_ecs_task_definition" "main" {
              family                = var.name
              task_role_arn         = var.role
              container_definitions = jsonencode([{ name = "main", image = var.image, memory = 512 }])
            }
            """,
        ])
        // main.tf holds no resource of its own.
        let findings = outcome.review.faults.filter { $0.rule == "IF210" }
        #expect(findings.map(\.span.start.line).sorted() == [9, 15])
    }

    @Test func theSameSecretIsShownWhereverItStands() async throws {
        let outcome = try await Self.review([
            "api/Dockerfile": "FROM debian:12\nARG DB_PASSWORD=Kq7vTz2mXw9LpR4d\nCOPY . /app\nCMD [\"/app/run\"]\n",
            "api/.env": "PORT=1\nDB_PASSWORD=Kq7vTz2mXw9LpR4d\n", "api/notes.txt": "Kq7vTz2mXw9LpR4dAndMore\n",
            "taskdef.json": """
            {"family": "api", "containerDefinitions": [{"name": "api", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1.0", "environment": [
              {"name": "DB_PASSWORD", "value": "Kq7vTz2mXw9LpR4d"}]}]}
            """,
        ])
        let finding = try #require(outcome.review.faults.first { $0.rule == "TD501" })
        let places = finding.related.filter { $0.span != finding.span }.map {
            "\($0.span.path.split(separator: "/").last ?? ""):\($0.span.start.line)"
        }
        #expect(places == ["Dockerfile:2", ".env:2"])
        let text = TerminalReport(outcome.review, language: .english, detail: .normal, ink: Ink(isOn: false)).render()
        #expect(!text.contains("Kq7vTz2mXw9LpR4d"))
        #expect(text.components(separatedBy: "the same value stands here too").count == 3)
    }
}
