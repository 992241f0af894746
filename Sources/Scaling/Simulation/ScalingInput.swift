package import Basics

/// What the user says of a simulation.
package struct ScalingOptions: Sendable {
    /// Instead of the scalable target's.
    package var minimum: Int?
    package var maximum: Int?
    /// The tasks at the start; else those recorded, the desired count, or the minimum.
    package var initial: Int?
    /// From the decision until a new task takes requests: image pull, start, health checks.
    package var startSeconds = 60
    /// How long a task that no longer takes requests is still paid for.
    package var stopSeconds = 30
    /// Requests a minute that one task can answer.
    package var requestsPerTask: Double?
    /// Columns of the recording, by the policy that is to look at them.
    package var columns: [String: String] = [:]

    package init() {}
}

/// All that a simulation depends on: the same input gives the same run.
package struct ScalingInput: Sendable {
    package var table: MetricTable
    package var service: String?
    /// Those of which the metrics are in the recording.
    package var policies: [ScalingPolicy]
    package var minimum: Int
    package var maximum: Int
    package var initial: Int
    package var startSeconds: Int
    package var stopSeconds: Int
    package var requestsPerTask: Double?
    package var suspendsScaleIn: Bool
    package var suspendsScaleOut: Bool
    /// What is not simulated, or not as it is written.
    package var notes: [Text]

    /// ECS runs at most so many tasks of a service.
    /// Source: https://docs.aws.amazon.com/general/latest/gr/ecs-service.html
    package static let mostTasks = 5_000

    package init(_ table: MetricTable, _ setup: ScalingSetup, _ options: ScalingOptions) throws(Failure) {
        guard let minimum = options.minimum ?? setup.minimum, let maximum = options.maximum ?? setup.maximum else {
            throw Failure(
                .invalid,
                Text(
                    en: "The policy file does not tell the minimum and maximum of tasks. Add what `aws "
                        + "application-autoscaling register-scalable-target` takes, or give --min and --max.",
                    ja: "ポリシーファイルにタスクの最小数と最大数がありません。`aws application-autoscaling register-scalable-target` の入力を"
                        + "追加するか、--min と --max を指定してください。"))
        }
        guard (0...Self.mostTasks).contains(minimum), (minimum...Self.mostTasks).contains(max(maximum, minimum)),
            maximum >= minimum
        else {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "Minimum \(minimum) and maximum \(maximum) must be from 0 to \(Self.mostTasks), the minimum not "
                        + "above the maximum.",
                    ja: "最小数 \(minimum) と最大数 \(maximum) は 0 から \(Self.mostTasks) の範囲で、最小数は最大数以下にしてください。"))
        }
        self.table = table
        service = setup.service
        self.minimum = minimum
        self.maximum = maximum
        let recorded = table.tasks.first.flatMap { $0 }.map { Int($0.rounded()) }
        let wanted = options.initial ?? recorded ?? setup.desired ?? minimum
        initial = min(max(wanted, minimum), maximum)
        startSeconds = options.startSeconds
        stopSeconds = options.stopSeconds
        requestsPerTask = options.requestsPerTask
        suspendsScaleIn = setup.suspendsScaleIn
        suspendsScaleOut = setup.suspendsScaleOut
        notes = setup.notes
        policies = []
        var lacking: [MetricReference] = []
        for policy in setup.policies {
            var policy = policy
            let lost = Self.bind(&policy, table, options.columns[policy.name])
            if !policy.metrics.isEmpty { policies.append(policy) }
            lacking += lost
            for metric in lost { notes.append(Self.withoutColumn(policy.name, metric)) }
        }
        guard !policies.isEmpty else { throw Self.nothing(table, setup.policies, lacking) }
    }

    /// Ties a policy to the columns of the recording; gives back the metrics that have none.
    private static func bind(
        _ policy: inout ScalingPolicy, _ table: MetricTable, _ column: String?
    ) -> [MetricReference] {
        func bound(_ metric: MetricReference) -> MetricReference? {
            var metric = metric
            metric.column = column ?? metric.column
            guard let series = table.series(named: metric.column) else { return nil }
            metric.column = series.name
            return metric
        }
        switch policy.kind {
        case .tracking(var tracking):
            guard let metric = bound(tracking.metric) else {
                policy.kind = .step(ScalingPolicy.Step(.change, []))
                return [tracking.metric]
            }
            tracking.metric = metric
            policy.kind = .tracking(tracking)
            return []
        case .step(var step):
            let lost = step.alarms.map(\.metric).filter { bound($0) == nil }
            step.alarms = step.alarms.compactMap { alarm in
                guard let metric = bound(alarm.metric) else { return nil }
                var alarm = alarm
                alarm.metric = metric
                return alarm
            }
            policy.kind = .step(step)
            return lost
        }
    }

    private static func withoutColumn(_ policy: String, _ metric: MetricReference) -> Text {
        Text(
            en: "Policy `\(policy)` is left out: the recording has no column for `\(metric.written)` "
                + "(`\(metric.column)`).",
            ja: "メトリクスに `\(metric.written)` の列 (`\(metric.column)`) がないため、ポリシー `\(policy)` を除外しました。")
    }

    private static func nothing(
        _ table: MetricTable, _ policies: [ScalingPolicy], _ lacking: [MetricReference]
    ) -> Failure {
        let option =
            "--metric '\(MetricRows.short(policies.first?.name ?? "POLICY"))=\(MetricRows.short(table.series.first?.name ?? "COLUMN"))'"
        let there = table.series.map { "`\(MetricRows.short($0.name))`" }
        let needed = Array(Set(lacking.map { "`\(MetricRows.short($0.column))`" })).sorted()
        guard !needed.isEmpty else {
            return Failure(
                .invalid,
                Text(
                    en:
                        "There is no policy that can be simulated: a step policy needs its alarm, and predictive ones are "
                        + "not simulated.",
                    ja: "シミュレーションできるポリシーがありません。ステップスケーリングにはアラームが必要です。予測スケーリングには対応していません。"))
        }
        return .at(
            table.path,
            Text(
                en: "No policy looks at what was recorded. Columns: \(there.joined(separator: ", ")); needed: "
                    + "\(needed.joined(separator: ", ")). Rename a column, or say \(option).",
                ja: "ポリシーが参照するメトリクスの列がありません。ある列: \(there.joined(separator: "、"))、必要な列: "
                    + "\(needed.joined(separator: "、"))。列名を変えるか、\(option) のように指定してください。"))
    }
}
