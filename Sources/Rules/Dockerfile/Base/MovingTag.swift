import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct MovingTag: Rule {
    static let about = About(
        id: "DF203", since: "0.1", severity: .low,
        title: Text(en: "Base image tag that names no version", ja: "バージョンを示さないベースイメージのタグ"),
        why: Text(
            en: "Tags such as `stable`, `lts` or `slim` follow the publisher's releases, as `latest` does.",
            ja: "`stable`、`lts`、`slim` などのタグは、`latest` と同じように提供元のリリースに合わせて移動します。"),
        remedy: Text(
            en: "Put the version in front: `python:3.14-slim` for `python:slim`.",
            ja: "`python:slim` ではなく `python:3.14-slim` のように、バージョンを先頭に付けてください。"),
        message: Text(
            en: "`{tag}` names no version of `{image}`", ja: "`{tag}` は `{image}` のバージョンを示していません"),
        links: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
        aliases: ["droast:DF001"],
        answers: ["PERF_03.tag", "DP_04.no-latest"],
        fails: [
            "FROM ⟦debian:stable-slim⟧", "FROM ⟦node:lts-alpine⟧", "FROM ⟦python:slim⟧", "FROM ⟦golang:alpine⟧",
            "FROM ⟦python:bookworm⟧", "FROM ⟦ghcr.io/acme/base:nightly⟧", "FROM ⟦php:fpm-alpine3.22⟧",
        ],
        passes: [
            "FROM debian:bookworm-slim", "FROM node:22-alpine", "FROM node:lts@sha256:abc", "FROM alpine:3.24",
            "FROM gcr.io/distroless/static-debian12:nonroot", "FROM ghcr.io/acme/base:stable-2026.04",
            "FROM ghcr.io/acme/base:9f86d08", "FROM nginx:1.30-alpine", "FROM eclipse-temurin:21-jre-noble",
            "FROM ghcr.io/acme/base:main-9f86d08", "FROM node:jod-slim", "FROM buildpack-deps:trixie-scm",
            "FROM debian:latest",
        ],
        fixes: [
            ("FROM python:slim", "FROM python:3.14-slim"), ("FROM debian:stable-slim", "FROM debian:13-slim"),
            ("FROM php:fpm-alpine", "FROM php:8.5-fpm-alpine"),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            guard let image = stage.baseImage, image.digest == nil, let tag = Self.names(in: image), tag != "latest"
            else { continue }
            report.fault(
                at: stage.image.range, ["tag": tag, "image": image.name],
                fix: BaseFix.naming(image, at: stage.image.range, raw: stage.image.raw, on: report.today))
        }
    }

    /// The tag when it names no version.
    static func names(in image: ImageReference) -> String? {
        guard let tag = image.tag else { return nil }
        let parts = tag.split(separator: "-").map { $0.lowercased() }
        if tag == "latest" { return tag }
        if let name = parts.first, words.contains(name) {
            // `stable-2026.04` names one after all.
            return parts.dropFirst().contains {
                $0.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } && !$0.hasPrefix("alpine")
            }
                ? nil : tag
        }
        guard let name = image.officialName, versioned.contains(name), EndOfLife.support(of: image)?.isKnown != true
        else { return nil }
        let digit = tag.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
        return digit || tag.hasPrefix("v") ? nil : tag
    }

    private static let words: Set<String> = [
        "stable", "edge", "nightly", "lts", "current", "mainline", "rolling", "devel", "testing", "unstable", "sid",
        "rawhide", "dev", "develop", "main", "master", "canary", "next", "beta", "alpha", "rc", "oldstable", "trunk",
        "head", "snapshot",
    ]

    /// Official images whose version is a number at the start of the tag: without one the tag moves.
    private static let versioned: Set<String> = [
        "node", "python", "golang", "ruby", "php", "rust", "nginx", "httpd", "postgres", "mysql", "mariadb", "redis",
        "eclipse-temurin", "amazoncorretto", "maven", "gradle", "perl", "elixir", "erlang", "tomcat", "haproxy",
        "memcached", "mongo", "rabbitmq", "openjdk", "composer", "gcc", "swift", "wordpress", "traefik", "caddy",
    ]
}
