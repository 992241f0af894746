import Basics
import DockerfileSyntax
import Testing
import Workload

/// What names and tags tell of ends of support.
struct EndOfLifeTests {
    @Test(arguments: [
        ("node:20-bookworm-slim", "Node.js 20, Debian 12"),
        ("python:3.8.19-alpine3.16", "Python 3.8, Alpine Linux 3.16"),
        ("debian:buster-slim", "Debian 10"), ("debian:12.5", "Debian 12"), ("ubuntu:bionic-20230301", "Ubuntu 18.04"),
        ("mcr.microsoft.com/dotnet/aspnet:6.0", ".NET 6"),
        ("mcr.microsoft.com/dotnet/core/sdk:3.1-buster", ".NET 3.1, Debian 10"),
        ("golang:1.19", "Go 1.19"), ("php:7.4-fpm-alpine3.16", "PHP 7.4, Alpine Linux 3.16"),
        ("amazonlinux:2", "Amazon Linux 2"),
        ("amazonlinux:1", "Amazon Linux 2018.03"), ("amazonlinux:2.0.20240131.0", "Amazon Linux 2"),
        ("amazonlinux:2018.03", "Amazon Linux 2018.03"),
        ("eclipse-temurin:17.0.8_7-jre-jammy", "Eclipse Temurin 17, Ubuntu 22.04"),
        ("eclipse-temurin:8u372-b07-jdk-focal", "Eclipse Temurin 8, Ubuntu 20.04"),
        ("amazoncorretto:17-al2023", "Amazon Corretto 17, Amazon Linux 2023"),
        ("centos:centos7.9.2009", "CentOS Linux 7"), ("centos:7", "CentOS Linux 7"),
        ("quay.io/centos/centos:stream9", "CentOS Stream 9"),
        ("python:3", "Python 3.14"), ("maven:3.8-eclipse-temurin-17-focal", "Ubuntu 20.04"),
        ("traefik:v2.11", "Traefik 2.11"),
        ("gcr.io/distroless/nodejs18-debian11:nonroot", "Node.js 18, Debian 11"), ("node:gallium-alpine", "Node.js 16"),
        ("registry.access.redhat.com/ubi8/ubi-minimal:8.10", "Red Hat Enterprise Linux 8"),
        ("mariadb:10", "MariaDB 10.11"),
        (
            "123456789012.dkr.ecr.us-east-1.amazonaws.com/docker-hub/library/node:14-alpine3.17",
            "Node.js 14, Alpine Linux 3.17"
        ),
        ("public.ecr.aws/bitnami/postgresql:12", "PostgreSQL 12"),
        ("postgres:9.6.24-bullseye", "PostgreSQL 9.6, Debian 11"),
        ("rust:1.60-buster", "Debian 10"), ("erlang:22", "Erlang/OTP 22"),
        ("ruby:2.7.8-slim-bullseye", "Ruby 2.7, Debian 11"),
    ])
    func readsTags(_ image: String, _ expected: String) throws {
        let support = try #require(EndOfLife.support(of: ImageReference(image)))
        #expect(support.releases.map(\.shown).joined(separator: ", ") == expected)
        #expect(support.isKnown)
    }

    @Test(arguments: [
        "node", "node:lts", "node:alpine", "python:slim", "python:bookworm", "node:99", "php:fpm", "alpine:edge",
        "debian:stable", "gcr.io/distroless/nodejs:18",
    ])
    func tellsWhenATagHidesTheRelease(_ image: String) {
        #expect(EndOfLife.support(of: ImageReference(image))?.isKnown != true)
    }

    @Test(arguments: [
        "acme/node:14", "ghcr.io/acme/python:3.8", "busybox:1.37", "hello-world",
        "mcr.microsoft.com/windows/servercore:ltsc2022",
    ])
    func knowsNothingOfOthers(_ image: String) {
        #expect(EndOfLife.support(of: ImageReference(image)) == nil)
    }

    @Test func judgesByTheDayGiven() throws {
        let release = try #require(EndOfLife.release(.python, "3.12"))
        #expect(release.ends == Day(year: 2028, month: 10, day: 31))
        #expect(!release.isOver(on: Day(year: 2028, month: 10, day: 31)))
        #expect(release.isOver(on: Day(year: 2028, month: 11, day: 1)))
        let undated = try #require(EndOfLife.release(.go, "1.27"))
        #expect(undated.isSupported(on: EndOfLife.date))
        #expect(!undated.isSupported(on: Day(year: 2028, month: 1, day: 1)), "old data proves nothing")
        #expect(!undated.isOver(on: Day(year: 2028, month: 1, day: 1)))
    }

    @Test(arguments: EndOfLife.Product.allCases)
    func everyLineOfTheDataCanBeRead(_ product: EndOfLife.Product) {
        let entries = EndOfLife.releases(product).split(separator: ",")
        #expect(!entries.isEmpty)
        for entry in entries {
            let words = entry.split(separator: " ")
            #expect(words.count == 2 && (words[1] == "-" || Day(words[1]) != nil), "\(entry)")
        }
    }
}
