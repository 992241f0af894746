import Basics
import Foundation
import Testing

@testable import Reports

/// The picture's facts, and where its parts stand.
@Suite struct HTMLPictureTests {
    static func picture(_ files: [String: String]) throws -> WorkloadPicture {
        try #require(HTMLExample.files(files).workloads.first?.picture)
    }

    @Test func stagesAndWhatGoesBetweenThemAreRead() throws {
        let picture = try Self.picture([
            "Dockerfile": """
            FROM golang:1.25 AS build
            COPY go.mod ./
            RUN go build -o /app
            FROM build AS test
            RUN go test
            FROM scratch
            COPY --from=build /app /app
            USER 10001
            EXPOSE 8080
            VOLUME /data
            STOPSIGNAL SIGINT
            ENTRYPOINT ["/app"]
            """, "go.mod": "module x\n",
        ])
        #expect(picture.stages.map(\.name) == ["build", "test", nil])
        #expect(picture.stages.map(\.base) == [.image("golang:1.25"), .stage(0), .scratch])
        #expect(picture.stages.map(\.isUsed) == [true, false, true])
        #expect(picture.stages.map(\.isFinal) == [false, false, true])
        #expect(picture.copies.map(\.origin) == [.context, .stage(0)])
        #expect(picture.copies.first?.files == 1)
        #expect(picture.user?.text == "10001" && picture.user?.place.line == 8)
        #expect(picture.ports.map(\.text) == ["8080"] && picture.volumes.map(\.text) == ["/data"])
        #expect(picture.stopSignal?.text == "SIGINT")
        #expect(picture.processes.map(\.name) == ["app"] && picture.signal == .reaches)
    }

    @Test func thePlaceWhereTheSignalStopsIsRead() throws {
        let picture = try #require(HTMLExample.folder("examples/orders").workloads.first?.picture)
        guard case .blocked(let index, let place)? = picture.signal else {
            Issue.record("the signal is not blocked")
            return
        }
        #expect(picture.processes[index].name == "entrypoint.sh")
        #expect(place.path.hasSuffix("api/entrypoint.sh") && place.line == 10)
    }

    @Test func aStoredPictureIsTheSame() throws {
        for workload in HTMLExample.folder("examples").workloads + HTMLExample.stages.workloads {
            let picture = try #require(workload.picture)
            let stored = try JSONEncoder().encode(picture)
            #expect(try JSONDecoder().decode(WorkloadPicture.self, from: stored) == picture)
        }
    }

    @Test func everyPathIsMoved() throws {
        for workload in HTMLExample.folder("examples").workloads {
            let picture = try #require(workload.picture).mapPaths { "../" + $0 }
            let stored = String(decoding: try JSONEncoder().encode(picture), as: UTF8.self)
            let paths = stored.components(separatedBy: "\"path\":\"").dropFirst()
            #expect(!paths.isEmpty)
            #expect(paths.allSatisfy { $0.hasPrefix("..") }, "a path is as it was")
        }
    }

    @Test func secretsThatAVariableCarriesAreMasked() throws {
        let picture = try Self.picture([
            "Dockerfile": """
            FROM debian:13
            ARG DEPLOY_TOKEN=Kq7vTz2mXw9LpR4dAb3C
            ADD https://ci:$DEPLOY_TOKEN@git.example/x.tar /x
            EXPOSE 80
            """
        ])
        let stored = String(decoding: try JSONEncoder().encode(picture), as: UTF8.self)
        #expect(!stored.contains("Kq7vTz2mXw9LpR4dAb3C"))
    }

    @Test func cardsDoNotTouchAndLinesHaveTracksOfTheirOwn() throws {
        let picture = try #require(HTMLExample.stages.workloads.first?.picture)
        let layout = PictureLayout(picture)
        #expect(layout.cards.count == 8)
        for (above, below) in zip(layout.cards, layout.cards.dropFirst()) {
            #expect(above.top + above.height < below.top)
        }
        for (index, lane) in layout.lanes.enumerated() {
            for other in layout.lanes[..<index] where other.track == lane.track {
                #expect(!other.span.overlaps(lane.span))
            }
            #expect(layout.x(ofTrack: lane.track) < PictureLayout.width)
        }
        #expect(layout.lanes.flatMap(\.branches).count == 18, "six are built on the first, and six take from it")
    }
}
