import Basics
import Lens
import Testing

/// Criteria that rules name: a renamed one must fail here, not fall silent in a report.
let criteriaNamedByRules: [String] = [
    "OPS_01.multi-stage", "OPS_01.base-lineage", "OPS_01.package-manager", "OPS_02.logs-stdout",
    "SEC_01.user", "SEC_01.dedicated", "SEC_01.file-ownership",
    "SEC_04.no-debug-tools", "SEC_04.trusted-registry", "SEC_04.verified-downloads", "SEC_04.setuid",
    "SEC_05.no-secrets-in-build", "SEC_05.no-secrets-in-context", "SEC_05.data-outside",
    "REL_02.volumes", "REL_04.base-pinned", "REL_04.labels", "REL_05.health-check",
    "PERF_01.small-base", "PERF_01.one-process", "PERF_01.init", "PERF_01.dockerignore", "PERF_02.small-image",
    "PERF_03.tag", "PERF_03.pinned-packages", "PERF_03.lock-files", "PERF_04.supported-base",
    "PERF_06.cache-order", "PERF_06.related-runs",
    "COST_02.cache", "COST_03.no-build-tools", "COST_03.no-dev-dependencies", "COST_03.no-leftovers",
    "COST_04.base", "COST_04.package-flags", "COST_04.multi-stage", "COST_04.copy-not-add", "COST_04.workdir",
    "COST_04.dockerignore", "COST_05.sigterm", "COST_05.drain", "COST_06.platforms", "COST_07.start-up",
    "SUSTAINABILITY_01.small", "SUSTAINABILITY_01.build-time", "SUSTAINABILITY_02.multi-arch",
    "SUSTAINABILITY_03.fresh-parents",
    "DP_01.small", "DP_02.multi-stage", "DP_03.parent", "DP_04.no-latest", "DP_05.scan", "DP_06.stateless",
    "12F_01.one-image", "12F_02.lock", "12F_02.strict", "12F_02.pinned", "12F_03.env", "12F_03.no-secrets",
    "12F_03.no-per-environment-image", "12F_04.no-baked-hosts", "12F_05.no-runtime-build", "12F_06.stateless",
    "12F_07.port", "12F_07.all-interfaces", "12F_08.processes", "12F_09.sigterm", "12F_09.fast-start",
    "12F_10.parity", "12F_11.stdout", "12F_12.same-image",
    "ECS_01.static", "ECS_02.one-process", "ECS_03.sigterm", "ECS_04.stdout", "ECS_05.version-tag", "ECS_06.small",
]
