import Basics
import Testing

@testable import Workload

@Suite struct ManifestOtherTests {
    @Test func readsMaven() throws {
        let files = [
            "pom.xml": """
            <?xml version="1.0"?>
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId>
                <version>3.3.0</version></parent>
              <artifactId>orders</artifactId><version>1.0</version>
              <properties><java.version>21</java.version><h2.version>2.2.224</h2.version></properties>
              <!-- <dependency><groupId>no</groupId></dependency> -->
              <dependencies>
                <dependency>
                  <groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-starter-web</artifactId>
                </dependency>
                <dependency><groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-starter-actuator</artifactId></dependency>
                <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId>
                  <version>${h2.version}</version></dependency>
                <dependency><groupId>x</groupId><artifactId>snap</artifactId><version>1-SNAPSHOT</version></dependency>
                <dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
              </dependencies>
              <dependencyManagement><dependencies><dependency><groupId>m</groupId><artifactId>managed</artifactId>
              </dependency></dependencies></dependencyManagement>
              <repositories><repository><id>r</id><url>http://repo.internal/maven</url></repository></repositories>
            </project>
            """,
            "src/main/resources/application.yml":
                "server:\n  port: 9000\n  shutdown: graceful\nspring:\n  lifecycle:\n    timeout-per-shutdown-phase: 20s\n",
        ]
        let manifest = try readManifest("pom.xml", files)
        #expect(manifest.problem == nil)
        #expect(manifest.name == "orders")
        #expect(manifest.runtimes.map(\.range) == ["21"])
        #expect(manifest.runtimes.first?.span?.start.line == 6)
        #expect(
            manifest.runtimeDependencies.map(\.name) == [
                "org.springframework.boot:spring-boot-starter-web",
                "org.springframework.boot:spring-boot-starter-actuator",
                "com.h2database:h2", "x:snap",
            ])
        #expect(manifest.runtimeDependencies[2].range == "2.2.224")
        #expect(manifest.unpinned.map(\.name) == ["x:snap"])
        #expect(manifest.developmentDependencies.map(\.name).contains("junit:junit"))
        #expect(manifest.sources.map(\.isPlain) == [true])
        #expect(manifest.frameworks.map(\.name) == ["spring-boot", "actuator", "com.h2database:h2"])
        #expect(manifest.conventionalPort == 8080)
        #expect(
            manifest.settings.map { "\($0.key)=\($0.value)" } == [
                "server.port=9000", "server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=20s",
            ])
        #expect(manifest.settings[1].span.start == Position(line: 3, column: 3))
    }

    @Test func readsGradle() throws {
        let files = [
            "app/build.gradle.kts": """
            version = "1.2"
            java { toolchain { languageVersion.set(JavaLanguageVersion.of(21)) } }
            repositories { maven {
                url = uri("http://repo.internal")
            } }
            dependencies {
                // implementation("no:no:1")
                implementation(platform("b:bom:1"))
                implementation("io.quarkus:quarkus-rest:3.10.0")
                implementation(libs.spring.web)
                runtimeOnly 'org.postgresql:postgresql:42.+'
                testImplementation("junit:junit:4.13.2")
            }
            """,
            "gradle/libs.versions.toml": """
            [versions]
            spring = "6.1.0"
            [libraries]
            spring-web = { module = "org.springframework:spring-web", version.ref = "spring" }
            """,
            "app/gradle.lockfile": "# x\nio.quarkus:quarkus-rest:3.10.0=runtimeClasspath\nempty=\n",
            "app/src/main/resources/application.properties": "quarkus.http.port = 8081\nother=1\n",
        ]
        let manifest = try readManifest("app/build.gradle.kts", files)
        #expect(manifest.version == "1.2")
        #expect(manifest.runtimes.map(\.range) == ["21"])
        #expect(
            manifest.runtimeDependencies.map(\.name) == [
                "io.quarkus:quarkus-rest", "org.springframework:spring-web", "org.postgresql:postgresql",
            ])
        #expect(manifest.unpinned.map(\.name) == ["org.postgresql:postgresql"])
        #expect(manifest.sources.map(\.address) == ["http://repo.internal"])
        #expect(
            manifest.lock?.differences?.map(\.name) == ["org.springframework:spring-web", "org.postgresql:postgresql"])
        #expect(manifest.settings.map(\.value) == ["8081"])
    }

    @Test func readsGo() throws {
        let files = [
            "go.mod": """
            module example.com/api

            go 1.22
            toolchain go1.22.3

            require (
            \tgithub.com/gin-gonic/gin v1.9.1
            \tgithub.com/labstack/echo/v4 v4.11.4 // comment
            \tgolang.org/x/sys v0.15.0 // indirect
            )
            require example.com/local v0.0.0
            replace example.com/local => ../local
            """,
            "go.sum": """
            github.com/gin-gonic/gin v1.9.1 h1:aa=
            github.com/gin-gonic/gin v1.9.1/go.mod h1:bb=
            golang.org/x/sys v0.15.0/go.mod h1:cc=
            """,
        ]
        let manifest = try readManifest("go.mod", files)
        #expect(manifest.problem == nil)
        #expect(manifest.name == "example.com/api")
        #expect(manifest.runtimes.map(\.range) == ["1.22", "go1.22.3"])
        #expect(manifest.runtimeDependencies.count == 3)
        #expect(manifest.frameworks.map(\.name) == ["gin", "echo"])
        #expect(manifest.lock?.differences?.map(\.name) == ["github.com/labstack/echo/v4"])
        #expect(manifest.lock?.hasIntegrity == true)
        #expect(manifest.sources.map(\.kind) == [.path])
    }

    @Test func readsCargo() throws {
        let files = [
            "Cargo.toml": """
            [package]
            name = "svc"
            version = "0.1.0"
            edition = "2021"
            rust-version = "1.75"
            [[bin]]
            name = "svc"
            [dependencies]
            axum = "0.7"
            http1 = { package = "http", version = "=1.0.0" }
            lib = { git = "https://github.com/o/lib" }
            [dev-dependencies]
            insta = "1"
            """,
            "Cargo.lock": """
            version = 3

            [[package]]
            name = "axum"
            checksum = "aa"
            [[package]]
            name = "http"
            [[package]]
            name = "svc"
            [[package]]
            name = "lib"
            """,
        ]
        let manifest = try readManifest("Cargo.toml", files)
        #expect(manifest.runtimes.map(\.range) == ["1.75", "2021"])
        #expect(manifest.commands == ["svc"])
        #expect(manifest.dependencies.map(\.name) == ["axum", "http", "lib", "insta"])
        #expect(manifest.unpinned.map(\.name) == ["axum", "lib", "insta"])
        #expect(manifest.lock?.differences?.map(\.name) == ["insta"])
        #expect(manifest.lock?.version == "3")
    }

    @Test func readsGemfile() throws {
        let files = [
            "Gemfile": """
            source "https://rubygems.org"
            ruby "3.3.1"
            gem "rails", "~> 7.1"
            gem "puma", "6.4.2" # server
            group :development, :test do
              gem "rspec-rails"
            end
            gem "tool", git: "https://github.com/o/tool.git"
            gem 'bullet', group: :development
            """,
            "Gemfile.lock": """
            GEM
              remote: https://rubygems.org/
              specs:
                rails (7.1.3)

            DEPENDENCIES
              puma (= 6.4.2)
              rails (~> 7.1)
              tool!
              bullet

            BUNDLED WITH
               2.5.6
            """,
        ]
        let manifest = try readManifest("Gemfile", files)
        #expect(manifest.runtimes.map(\.range) == ["3.3.1"])
        #expect(manifest.runtimeDependencies.map(\.name) == ["rails", "puma", "tool"])
        #expect(manifest.developmentDependencies.map(\.name) == ["rspec-rails", "bullet"])
        #expect(manifest.runtimeDependencies.map(\.isPinned) == [false, true, false])
        #expect(manifest.lock?.differences?.map(\.name) == ["rspec-rails"])
        #expect(manifest.lock?.version == "2.5.6")
        #expect(manifest.conventionalPort == 3000)
    }

    @Test func readsComposer() throws {
        let files = [
            "composer.json": """
            {"name": "o/app", "require": {"php": "^8.2", "ext-gd": "*", "laravel/framework": "^11.0", "o/new": "1.0.0"},
             "require-dev": {"phpunit/phpunit": "^11"}, "scripts": {"start": ["@php artisan serve"]},
             "repositories": [{"type": "vcs", "url": "git@github.com:o/x.git"}]}
            """,
            "composer.lock": """
            {"content-hash": "x", "packages": [{"name": "laravel/framework"}], "packages-dev": [{"name":"phpunit/phpunit"}],
             "plugin-api-version": "2.6.0"}
            """,
        ]
        let manifest = try readManifest("composer.json", files)
        #expect(manifest.runtimes.map(\.name) == ["php", "ext-gd"])
        #expect(manifest.script("start")?.text == "@php artisan serve")
        #expect(manifest.sources.map(\.kind) == [.git])
        #expect(manifest.lock?.differences?.map(\.name) == ["o/new"])
        #expect(manifest.frameworks.map(\.name) == ["laravel"])
    }

    @Test(arguments: [("net8.0", 8080), ("net6.0", 80)]) func readsDotnet(_ framework: String, _ port: Int) throws {
        let files = [
            "src/Api/Api.csproj": """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>\(framework)</TargetFramework></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Serilog.AspNetCore" />
                <PackageReference
                    Include="Dapper" Version="2.*" />
                <PackageReference Include="xunit" Version="2.8.0" />
                <ProjectReference Include="..\\Lib\\Lib.csproj" />
              </ItemGroup>
            </Project>
            """,
            "Directory.Packages.props":
                #"<Project><ItemGroup><PackageVersion Include="Serilog.AspNetCore" Version="8.0.1"/></ItemGroup></Project>"#,
            "global.json": #"{"sdk":{"version":"8.0.100"}}"#,
            "src/Api/packages.lock.json":
                #"{"version":1,"dependencies":{"x":{"Serilog.AspNetCore":{"contentHash":"a"},"xunit":{}}}}"#,
        ]
        let manifest = try readManifest("src/Api/Api.csproj", files)
        #expect(manifest.problem == nil)
        #expect(manifest.name == "Api")
        #expect(manifest.runtimes.map(\.range) == [framework, "8.0.100"])
        #expect(manifest.runtimeDependencies.map(\.range) == ["8.0.1", "2.*"])
        #expect(manifest.unpinned.map(\.name) == ["Dapper"])
        #expect(manifest.conventionalPort == port)
        #expect(manifest.sources.map(\.address) == ["../Lib/Lib.csproj"])
        #expect(manifest.lock?.differences?.map(\.name) == ["Dapper"])
    }

    @Test func readsSwift() throws {
        let files = [
            "Package.swift": """
            // swift-tools-version: 6.0
            import PackageDescription
            let package = Package(name: "svc", dependencies: [
                .package(url: "https://github.com/vapor/vapor.git", from: "4.0.0"),
                // .package(url: "https://github.com/o/off", from: "1.0.0"),
                .package(url: "https://github.com/o/exact", exact: "1.0.0"),
                .package(path: "../lib"),
            ], targets: [.executableTarget(name: "App")])
            """,
            "Package.resolved": """
            {"version": 3, "pins": [{"identity": "vapor", "location": "https://github.com/vapor/vapor.git",
             "state": {"revision": "a"}}]}
            """,
        ]
        let manifest = try readManifest("Package.swift", files)
        #expect(manifest.name == "svc")
        #expect(manifest.runtimes.map(\.range) == ["6.0"])
        #expect(manifest.dependencies.map(\.name) == ["vapor", "exact"])
        #expect(manifest.dependencies.map(\.isPinned) == [false, true])
        #expect(manifest.commands == ["App"])
        #expect(manifest.lock?.differences?.map(\.name) == ["exact"])
        #expect(manifest.conventionalPort == 8080)
    }

    @Test func readsMix() throws {
        let files = [
            "mix.exs": """
            defmodule App.MixProject do
              use Mix.Project
              def project do
                [
                  app: :shop,
                  elixir: "~> 1.16",
                ]
              end
              defp deps do
                [
                  {:phoenix, "~> 1.7.11"},
                  {:credo, "~> 1.7", only: [:dev, :test]},
                  {:jason, "== 1.4.1"}
                ]
              end
            end
            """,
            "mix.lock": "%{\n  \"phoenix\": {:hex, :phoenix, \"1.7.11\"},\n  \"credo\": {:hex},\n}\n",
        ]
        let manifest = try readManifest("mix.exs", files)
        #expect(manifest.name == "shop")
        #expect(manifest.runtimes.map(\.range) == ["~> 1.16"])
        #expect(manifest.runtimeDependencies.map(\.name) == ["phoenix", "jason"])
        #expect(manifest.developmentDependencies.map(\.name) == ["credo"])
        #expect(manifest.lock?.differences?.map(\.name) == ["jason"])
        #expect(manifest.conventionalPort == 4000)
    }
}
