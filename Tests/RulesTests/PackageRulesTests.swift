import Basics
import DockerfileSyntax
import RuleKit
import Rules
import Testing
import Workload

/// The package rules together, on whole files as people write them: what the default set says, and nothing else.
struct PackageRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// Slugs, in the order of the file.
        let faults: [String]

        init(_ name: String, _ text: String, _ faults: [String] = []) {
            testDescription = name
            self.text = text
            self.faults = faults
        }
    }

    static let cases = [
        Case(
            "base image that builds and cleans up in one RUN",
            """
            FROM debian:trixie-slim
            RUN set -eux; \\
            \tsavedAptMark="$(apt-mark showmanual)"; \\
            \tapt-get update; \\
            \tapt-get install -y --no-install-recommends gcc make wget; \\
            # comments stand between the lines
            \tmake install; \\
            \tapt-mark auto '.*' > /dev/null; \\
            \tapt-get purge -y --auto-remove -o APT::AutoRemove::RecommendsImportant=false; \\
            \tapt-get dist-clean
            CMD ["thing"]
            """),
        Case(
            "Alpine image with virtual packages, one set kept for running",
            """
            FROM alpine:3.23
            RUN apk add --no-cache --virtual .fetch-deps curl \\
                && if [ -n "$FROM_SOURCE" ]; then \\
                    apk add --no-cache --virtual .build-deps-full gcc && make && apk del .build-deps-full; \\
                fi \\
                && apk add --no-cache --virtual .thing-rundeps $runDeps \\
                && apk del --no-network .fetch-deps
            """),
        Case(
            "cache mounts instead of cleaning up",
            """
            FROM python:3.13-slim
            RUN rm -f /etc/apt/apt.conf.d/docker-clean
            RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
                --mount=type=cache,target=/var/lib/apt,sharing=locked \\
                apt-get update && apt-get install -y libpq5
            RUN --mount=type=cache,target=/root/.cache/pip \\
                --mount=type=bind,source=requirements.txt,target=requirements.txt \\
                pip install -r requirements.txt
            """),
        Case(
            "build stages may leave what they like",
            """
            FROM node:22 AS build
            RUN apt-get update && apt-get install -y python3
            COPY package.json yarn.lock ./
            RUN yarn install --frozen-lockfile
            FROM gcr.io/distroless/nodejs22-debian13
            COPY --from=build /app /app
            """),
        Case(
            "a script from the network may refresh the index",
            """
            FROM debian:12-slim
            RUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - \\
                && apt-get install -y nodejs && rm -rf /var/lib/apt/lists/*
            """),
        Case(
            "here-document",
            """
            FROM ubuntu:24.04
            RUN <<EOF
            set -e
            apt-get update
            apt-get install curl
            EOF
            """, ["apt-lists-left", "prompting-install"]),
        Case(
            "one stale index is one finding",
            """
            FROM ubuntu:24.04
            RUN apt-get update
            RUN apt-get install -y nginx
            RUN apt-get install -y curl
            """, ["package-index-updated-alone"]),
        Case(
            "an application as many write it",
            """
            FROM node:22
            WORKDIR /app
            COPY package.json ./
            RUN npm install && npm install -g pm2
            COPY . .
            CMD ["pm2-runtime", "server.js"]
            """, ["lock-file-not-copied", "language-cache-left", "unpinned-language-package"]),
        Case(
            "Windows shells are not read",
            """
            FROM mcr.microsoft.com/windows/servercore:ltsc2025
            SHELL ["powershell", "-Command"]
            RUN pip install flask; npm install
            """),
    ]

    @Test(arguments: cases)
    func theDefaultSet(_ example: Case) {
        let judge = Judge(Registry(rules: Registry.all.rules.filter { $0.about.id.hasPrefix("DF3") }), Settings())
        let findings = judge.judge(Workload(name: "example", dockerfile: Dockerfile(example.text)))
        let faults = findings.filter { $0.verdict == .fault }.compactMap { Registry.all.rule($0.rule)?.slug }
        #expect(faults == example.faults)
    }

    @Test func aFileForNoBuilderIsReadButNotJudged() {
        let text = "FROM debian:12\n" + String(repeating: "RUN apt-get update && apt-get install curl\n", count: 3000)
        let judge = Judge(Registry(rules: Registry.all.rules.filter { $0.about.id.hasPrefix("DF30") }), Settings())
        #expect(judge.judge(Workload(name: "example", dockerfile: Dockerfile(text))).isEmpty)
    }
}
