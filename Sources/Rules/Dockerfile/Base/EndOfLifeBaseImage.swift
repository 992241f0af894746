import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct EndOfLifeBaseImage: Rule {
    static let about = About(
        id: "DF206", since: "0.1", severity: .high,
        title: Text(en: "Base image out of support", ja: "サポートの終了したベースイメージ"),
        why: Text(
            en: "Nobody mends it any more: every vulnerability found from that day on stays in the image.",
            ja: "修正が提供されないため、終了日以降に見つかった脆弱性はすべてイメージに残り続けます。"),
        remedy: Text(
            en: "Move to a supported release, and let Renovate or Dependabot tell of the next one.",
            ja: "サポート中のリリースへ移行し、次の更新は Renovate や Dependabot で検知できるようにしてください。"),
        message: Text(
            en: "{release} gets no more fixes: its security updates ended on {date}",
            ja: "{release} のセキュリティ更新は {date} に終了しており、もう修正されません"),
        proof: Text(en: "`{image}` is in support: {releases}", ja: "`{image}` はサポート期間内です: {releases}"),
        links: [
            "https://endoflife.date/",
            "https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image",
        ],
        aliases: ["tally/ruby/eol-ruby-version"],
        answers: ["PERF_04.supported-base"],
        yieldsTo: ["DF209"],
        fails: [
            "FROM ⟦python:3.8⟧", "FROM ⟦debian:buster-slim⟧", "FROM ⟦node:24-buster⟧", "FROM ⟦python:3.13-alpine3.16⟧",
            "FROM ⟦mcr.microsoft.com/dotnet/aspnet:6.0⟧", "FROM ⟦php:7.4-fpm⟧", "FROM ⟦amazonlinux:1⟧",
            "FROM ⟦public.ecr.aws/docker/library/ruby:2.7⟧ AS base\nFROM base", "FROM ⟦python:2⟧",
            "FROM ⟦gcr.io/distroless/base-debian10⟧", "FROM ⟦eclipse-temurin:21-jre-focal⟧",
            "ARG NODE=14.21.3\nFROM ⟦node:${NODE}-alpine⟧", "FROM ⟦node:18-slim@sha256:abc⟧",
            "FROM ⟦golang:1.19⟧ AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app",
            "FROM ⟦registry.access.redhat.com/ubi7/ubi-minimal⟧", "FROM ⟦quay.io/centos/centos:stream8⟧",
        ],
        passes: [
            "FROM python:3.14", "FROM debian:trixie-slim", "FROM node:24-alpine3.24", "FROM node:lts", "FROM python:3",
            "FROM ubuntu:24.04", "FROM scratch", "FROM node:14 AS build\nFROM nginx:1.30",
            "FROM eclipse-temurin:21.0.8_9-jre-noble", "FROM acme/python:3.8", "FROM rust:1.60-bookworm",
            "FROM gcr.io/distroless/nodejs24-debian13:nonroot", "FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble",
            "FROM node:99", "ARG V\nFROM python:$V", "FROM nginx:alpine", "FROM amazonlinux:2023.8.20250808.1",
            "FROM registry.access.redhat.com/ubi8/nodejs-16", "FROM python:3.14 AS py3.8\nFROM py3.8",
        ],
        proves: [
            "FROM ⟦python:3.14-slim-trixie⟧", "FROM node:14 AS build\nFROM ⟦alpine:3.24⟧",
            "FROM ⟦debian:13⟧ AS a\nFROM a",
        ],
        fixes: [
            ("FROM node:18\nCMD [\"node\", \"index.js\"]", "FROM node:22\nCMD [\"node\", \"index.js\"]"),
            ("FROM debian:buster-slim", "FROM debian:bookworm-slim"),
            ("FROM python:3.8.19-slim-buster AS app # keep", "FROM python:3.11-slim-bookworm AS app # keep"),
            (
                """
                # the runtime
                FROM node:16-alpine3.16 AS build
                RUN npm ci
                FROM node:16-alpine3.16
                COPY --from=build /app /app
                """,
                """
                # the runtime
                FROM node:22-alpine AS build
                RUN npm ci
                FROM node:22-alpine
                COPY --from=build /app /app
                """
            ),
            ("FROM ubuntu:18.04", "FROM ubuntu:22.04"),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        let copied = Set(
            file.stageUses.compactMap { use in
                if case .stage(let index) = use.target { index } else { nil }
            })
        let shipping = Set(workload.shippingStages.map(\.index))
        for stage in file.stages {
            guard let image = stage.baseImage else { continue }
            let ships = shipping.contains(stage.index)
            guard ships || copied.contains(stage.index) && BaseSupport.compilesIn(image) else { continue }
            guard let support = EndOfLife.support(of: image) else {
                if ships { report.unsure(at: stage.image.range, because: BaseSupport.unknownImage) }
                continue
            }
            if let over = support.releases.first(where: { $0.isOver(on: report.today) }), let ends = over.ends {
                report.fault(
                    at: stage.image.range, ["release": over.shown, "date": ends.description],
                    fix: BaseFix.renewing(stage, in: workload, on: report.today))
            } else if ships {
                judge(support, stage, &report)
            }
        }
    }

    private func judge(_ support: EndOfLife.Support, _ stage: Stage, _ report: inout Report) {
        guard support.isKnown, support.releases.allSatisfy({ $0.isSupported(on: report.today) }) else {
            report.unsure(at: stage.image.range, because: BaseSupport.unknownRelease)
            return
        }
        let releases = support.releases.map { release in
            release.ends.map { "\(release.shown) (\($0))" } ?? release.shown
        }
        report.holds(
            at: stage.image.range,
            ["image": stage.image.shortened, "releases": releases.joined(separator: ", ")])
    }
}
