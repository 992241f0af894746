import Basics
import DockerfileSyntax
import Testing
import Workload

struct RoleTests {
    @Test(arguments: [
        ("FROM node:22\nCMD [\"node\", \"server.js\"]", Role.application),
        ("FROM node:22\nCMD [\"node\"]", .base),
        ("FROM node:22\nENTRYPOINT [\"docker-entrypoint.sh\"]\nCMD [\"node\"]", .base),
        ("FROM debian\nCMD [\"bash\"]", .base),
        ("FROM debian\nCMD bash", .application),
        ("FROM debian:12\nRUN true", .base),
        ("FROM public.ecr.aws/amazonlinux/amazonlinux:2023\nRUN true", .base),
        ("FROM nginx:1.27\nCOPY site /usr/share/nginx/html", .application),
        ("FROM public.ecr.aws/lambda/python:3.13\nCMD [\"app.handler\"]", .application),
        ("FROM debian\nENTRYPOINT [\"/usr/bin/envoy\", \"-c\", \"/e.yaml\"]", .sidecar),
        ("FROM python:3.13\nCMD [\"alembic\", \"upgrade\", \"head\"]", .job),
        ("FROM python:3.13\nENTRYPOINT locust --headless", .job),
        ("FROM node:22 AS test\nCMD [\"npm\", \"test\"]", .buildOnly),
        ("FROM node:22 AS app-dev\nCMD [\"npm\", \"start\"]", .buildOnly),
        ("FROM tomcat:10\nCOPY a.war /x", .application), ("FROM maven:3\nCOPY . .", .base),
        ("FROM scratch\nCOPY a /a", .base),
    ])
    func isInferred(text: String, role: Role) {
        #expect(Workload(name: ".", dockerfile: Dockerfile(text)).role == role)
    }

    @Test(arguments: [
        ("Dockerfile.dev", Role.buildOnly), ("api/Dockerfile", .application), ("tests/Dockerfile", .buildOnly),
        ("ci/Dockerfile", .buildOnly), ("test.Dockerfile", .buildOnly), ("latest/Dockerfile", .application),
        ("Dockerfile.production", .application), (".devcontainer/Dockerfile", .buildOnly),
    ])
    func namesTell(path: String, role: Role) {
        let file = Dockerfile(path: path, "FROM node:22\nCMD [\"node\", \"server.js\"]")
        #expect(Workload(name: ".", dockerfile: file).role == role)
    }

    @Test func settingsWin() {
        let file = Dockerfile("FROM node:22\nCMD [\"node\", \"server.js\"]")
        #expect(Workload(name: ".", dockerfile: file, role: .base).role == .base)
    }
}
