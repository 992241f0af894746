import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct CoarseTag: Rule {
    static let about = About(
        id: "DF204", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Tag that covers several release lines", ja: "複数のリリース系列にまたがるタグ"),
        why: Text(
            en: "`python:3` goes from 3.13 to 3.14 on the day of the release, without anybody having tested it.",
            ja: "`python:3` はリリース当日に 3.13 から 3.14 へ切り替わります。誰もテストしていないバージョンです。"),
        remedy: Text(
            en: "Name the release line that is tested, such as `python:3.14`.",
            ja: "`python:3.14` のように、テスト済みのリリース系列まで指定してください。"),
        message: Text(
            en: "`{image}` is {release} today and the next line tomorrow",
            ja: "`{image}` は現在 {release} ですが、次の系列が出ると切り替わります"),
        links: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
        answers: ["PERF_03.tag"],
        yieldsTo: ["DF206", "DF207"],
        fails: ["FROM ⟦python:3⟧", "FROM ⟦golang:1-alpine⟧ AS build\nFROM scratch", "FROM ⟦alpine:3⟧"],
        passes: [
            "FROM python:3.14", "FROM node:22", "FROM debian:12", "FROM ubuntu:24.04", "FROM python:3@sha256:abc",
            "FROM acme/python:3", "FROM mcr.microsoft.com/dotnet/aspnet:8.0",
        ],
        fixes: [
            ("FROM python:3-slim AS app", "FROM python:3.14-slim AS app")
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            guard let image = stage.baseImage, image.digest == nil,
                let release = EndOfLife.coversSeveralLines(image)
            else { continue }
            report.fault(
                at: stage.image.range, ["image": stage.image.shortened, "release": release.shown],
                fix: BaseFix.refining(stage, to: release))
        }
    }
}
