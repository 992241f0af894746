import Basics
import DockerfileSyntax
import RuleKit

struct DeprecatedImage: Rule {
    static let about = About(
        id: "DF209", since: "0.1", severity: .high,
        title: Text(en: "Image that its publisher has given up", ja: "提供元が非推奨としたイメージ"),
        why: Text(
            en:
                "It is not rebuilt any more, so that vulnerabilities stay in whatever the tag says, or it has been taken away.",
            ja: "再ビルドされないため、タグが何であれ脆弱性が残ります。すでに取得できないものもあります。"),
        remedy: Text(
            en: "Move to the image that took its place.", ja: "後継のイメージへ移行してください。"),
        message: Text(
            en: "`{image}` is no longer maintained; use {instead}",
            ja: "`{image}` は保守されていません。{instead} を使用してください"),
        links: ["https://hub.docker.com/_/openjdk", "https://hub.docker.com/_/centos"],
        answers: ["PERF_04.supported-base"],
        fails: [
            "FROM ⟦openjdk:8-jre⟧", "FROM ⟦openjdk:17-jdk-slim⟧ AS build\nFROM scratch", "FROM ⟦centos:7⟧",
            "FROM ⟦adoptopenjdk/openjdk11:alpine-jre⟧", "FROM ⟦mcr.microsoft.com/dotnet/core/aspnet:3.1⟧",
            "FROM ⟦bitnami/node:16⟧", "FROM ⟦k8s.gcr.io/pause:3.5⟧", "FROM ⟦mhart/alpine-node:14⟧",
            "FROM ⟦microsoft/dotnet:2.2-sdk⟧", "FROM ⟦public.ecr.aws/docker/library/openjdk:11⟧",
        ],
        passes: [
            "FROM eclipse-temurin:21-jre", "FROM openjdk:26-ea-jdk", "FROM quay.io/centos/centos:stream10",
            "FROM node:22 AS openjdk\nFROM openjdk", "FROM bitnami/minideb:bookworm", "FROM acme/centos:7",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0",
        ],
        fixes: [
            ("FROM openjdk:8-jre", "FROM eclipse-temurin:8-jre"),
            ("FROM openjdk:17-jdk-slim AS build", "FROM eclipse-temurin:17-jdk AS build"),
            ("FROM openjdk:21", "FROM eclipse-temurin:21"),
            ("FROM adoptopenjdk/openjdk11:alpine-jre", "FROM eclipse-temurin:11-jre-alpine"),
            ("FROM k8s.gcr.io/pause:3.9", "FROM registry.k8s.io/pause:3.9"),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            guard let image = stage.baseImage, let instead = Self.successor(image) else { continue }
            report.fault(
                at: stage.image.range, ["image": image.name, "instead": instead], fix: SuccessorFix.fix(stage, image))
        }
    }

    /// What stands in for an image that is given up.
    private static func successor(_ image: ImageReference) -> String? {
        if let name = image.officialName {
            // Early access builds of OpenJDK are the only ones still made.
            if name == "openjdk", image.tag?.has("-ea") == true { return nil }
            return official[name]
        }
        let repository = image.repository
        switch image.registry {
        case "docker.io":
            if repository.hasPrefix("adoptopenjdk/") { return "`eclipse-temurin`" }
            if repository.hasPrefix("microsoft/dotnet") || repository.hasPrefix("microsoft/aspnetcore") {
                return "`mcr.microsoft.com/dotnet`"
            }
            // The base of the others is still made.
            if repository.hasSuffix("/minideb") { return nil }
            // Versioned tags moved there in 2025 and have had no updates since.
            if repository.hasPrefix("bitnamilegacy/") { return "`\(image.lastName)`" }
            if repository.hasPrefix("bitnami/"), image.digest == nil, let tag = image.tag, tag != "latest" {
                return "`\(image.lastName)`"
            }
            return repository == "mhart/alpine-node" ? "`node`" : nil
        case "mcr.microsoft.com":
            return repository.hasPrefix("dotnet/core/") ? "`mcr.microsoft.com/dotnet`" : nil
        case "k8s.gcr.io": return "`registry.k8s.io`"
        default: return nil
        }
    }

    /// Docker Official Images whose pages say that they are deprecated.
    private static let official: [String: String] = [
        "openjdk": "`eclipse-temurin` or `amazoncorretto`", "java": "`eclipse-temurin`",
        "adoptopenjdk": "`eclipse-temurin`", "centos": "`almalinux`, `rockylinux/rockylinux` or `amazonlinux`",
        "iojs": "`node`", "jenkins": "`jenkins/jenkins`", "rails": "`ruby`", "django": "`python`",
        "celery": "`python`", "opensuse": "`opensuse/leap`", "vault": "`hashicorp/vault`",
        "consul": "`hashicorp/consul`", "piwik": "`matomo`", "sentry": "`getsentry/sentry`",
        "plone": "`plone/plone-backend`", "owncloud": "`owncloud/server`", "ubuntu-upstart": "`ubuntu`",
        "ubuntu-debootstrap": "`ubuntu`", "fsharp": "`mcr.microsoft.com/dotnet/sdk`",
        "nats-streaming": "`nats`",
    ]
}
