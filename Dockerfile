# Plimsoll itself: docker run --rm -v "$PWD:/src:ro" plimsoll review

# plimsoll ignore=unpinned-digest built anew each week on the newest patches of this tag; nothing of it but the binary ships
FROM swift:6.3-bookworm AS build
WORKDIR /src
RUN apt-get update \
    && apt-get install -y --no-install-recommends libsqlite3-dev libzstd-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
# The dependencies come first: they change less often than the sources. Where versions were resolved, they are kept.
COPY Package.swift Package.resolved* ./
RUN --mount=type=cache,target=/root/.cache/org.swift.swiftpm \
    swift package resolve --scratch-path .build-release
COPY Scripts Scripts
COPY Sources Sources
RUN Scripts/release

# plimsoll ignore=unpinned-digest,public-parent-image built anew each week on Debian's newest patches, for everyone to pull
FROM debian:bookworm-slim
# git tells the history of what is reviewed, ShellCheck the faults in its shell. The folder that is mounted belongs to
# another user than the container's, which git must be told to trust.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git shellcheck \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /src/.build-release/plimsoll /usr/bin/plimsoll
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="plimsoll" \
      org.opencontainers.image.description="Says, with evidence, whether a container workload is fit to sail on Amazon ECS" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["/usr/bin/plimsoll"]
CMD ["review"]
