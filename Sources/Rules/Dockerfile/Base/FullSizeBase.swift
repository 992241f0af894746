import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct FullSizeBase: Rule {
    static let about = About(
        id: "DF224", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Full-size base in the final stage", ja: "最終ステージのベースイメージがフルサイズ"),
        why: Text(
            en: """
                The full image brings compilers and hundreds of libraries along: a gigabyte to pull, and most of the \
                findings of any scan.
                """,
            ja: "フルサイズのイメージにはコンパイラと数百のライブラリが含まれ、プルは 1 GB 近くになり、スキャンの検出も大半がそこから出ます。"),
        remedy: Text(
            en: "Build on the full image in a stage of its own, and ship on the `slim` variant of the same version.",
            ja: "ビルドは専用のステージで行い、配布するステージには同じバージョンの `slim` を使ってください。"),
        message: Text(en: "`{image}` has a slim variant", ja: "`{image}` には slim 版があります"),
        proof: Text(en: "`{image}` is a small base", ja: "`{image}` は小さなベースイメージです"),
        links: ["https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image"],
        answers: ["PERF_01.small-base", "COST_04.base"],
        fails: [
            "FROM ⟦node:24⟧\nCMD [\"node\", \"app.js\"]",
            "FROM ⟦python:3.14-trixie⟧ AS base\nFROM base\nCMD [\"app.py\"]",
            "FROM ⟦public.ecr.aws/docker/library/ruby:3.4⟧\nCMD [\"ruby\", \"app.rb\"]",
        ],
        passes: [
            "FROM node:24\nRUN npm install -g pnpm",
            "FROM node:24-slim", "FROM node:24 AS build\nFROM nginx:1.30-alpine", "FROM acme/node:24",
            "FROM php:8.5-fpm",
            "ARG V\nFROM node:$V", "FROM python:3.14-windowsservercore-ltsc2025", "FROM node:24-alpine",
        ],
        proves: [
            "FROM ⟦node:24-slim⟧", "FROM golang:1.26 AS build\nFROM ⟦scratch⟧",
            "FROM ⟦gcr.io/distroless/static-debian12:nonroot⟧", "FROM ⟦alpine:3.24⟧", "FROM ⟦debian:trixie-slim⟧",
            "FROM ⟦mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled⟧",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        // A base image is full-size for those who build on it.
        let runs = workload.role != .base && workload.role != .buildOnly
        for stage in workload.shippingStages {
            if stage.base == .scratch || stage.baseImage.map(Self.isSmall) == true {
                report.holds(at: stage.image.range, ["image": stage.image.shown])
            } else if runs, let image = stage.baseImage, let name = image.officialName, Self.withSlim.contains(name),
                let tag = image.tag, !tag.has("slim"), !tag.has("windows"), !tag.has("nanoserver")
            {
                report.fault(at: stage.image.range, ["image": stage.image.shown])
            }
        }
    }

    /// Official images whose plain tag stands on the full build environment and that have a `slim` tag beside it.
    private static let withSlim: Set<String> = ["node", "python", "ruby", "perl", "rust", "elixir", "erlang", "pypy"]

    private static func isSmall(_ image: ImageReference) -> Bool {
        let tag = image.tag ?? ""
        switch KnownImage.of(image)?.family {
        case .alpine, .busybox, .distroless, .scratch, .wolfi: return true
        case .debian: return tag.has("slim")
        case .amazon, .redhat: return tag.has("minimal") || image.lastName.hasSuffix("-minimal")
        default: return false
        }
    }
}
