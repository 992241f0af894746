import Basics
import Testing

@testable import Scaling

/// Target tracking as the Application Auto Scaling User Guide has it:
/// https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
struct TargetTrackingTests {
    private static func constant(_ load: Double, _ minutes: Int) -> [Double?] { Array(repeating: load, count: minutes) }

    // "adding capacity proportional to the metric value"; rounded up, so that not too little is added.
    @Test(arguments: [
        (4, 75.0, 50.0, 6), (3, 100, 60, 5), (10, 50.1, 50, 11), (10, 50, 50, 10), (2, 0, 50, 0), (7, 30, 70, 3),
    ])
    func theCapacityIsProportionalToTheMetric(tasks: Int, value: Double, target: Double, capacity: Int) {
        let tracking = ScalingPolicy.Tracking(MetricReference("CPUUtilization"), target: target)
        #expect(tracking.capacity(for: value, tasks: Double(tasks)) == capacity)
    }

    // containers-roadmap#1208: 3 of 3 minutes above; and from the guide: above the target, not at it.
    @Test func threeMinutesAboveTheTargetScaleOut() throws {
        let run = try Sample.run(Sample.cpu(Self.constant(300, 10)), [Sample.tracking()], initial: 4)
        #expect(run.activities.map(\.minute) == [2])
        #expect(Sample.counts(run) == [6])
        let still = try Sample.run(Sample.cpu(Self.constant(200, 60)), [Sample.tracking()], initial: 4)
        #expect(still.activities.isEmpty)
        let short = try Sample.run(Sample.cpu([100, 300, 300, 180, 300, 300, 180]), [Sample.tracking()], initial: 4)
        #expect(short.activities.isEmpty)
    }

    // "removing capacity only when utilization passes a threshold that is far enough below the target value (usually
    // more than 10 % lower)"; containers-roadmap#1208: 15 of 15 minutes.
    @Test func fifteenMinutesBelowNinetyPercentScaleIn() throws {
        let near = try Sample.run(Sample.cpu(Self.constant(180, 60)), [Sample.tracking()], initial: 4)
        #expect(near.activities.isEmpty)
        let run = try Sample.run(Sample.cpu(Self.constant(90, 60)), [Sample.tracking()], initial: 4)
        #expect(run.activities.map(\.minute) == [14])
        #expect(Sample.counts(run) == [2])
    }

    // Considerations: out if any is ready, in only if all with scale-in enabled are.
    @Test func allPoliciesMustBeReadyToScaleIn() throws {
        let cpu = MetricSeries(name: "cpu", kind: .cpu, isShared: true, values: Self.constant(40, 40))
        let requests = MetricSeries(name: "requests", kind: .requests, isShared: true, values: Self.constant(400, 40))
        let table = Sample.table([cpu, requests])
        let busy = Sample.tracking("rps", target: 100, metric: "ALBRequestCountPerTarget")
        let held = try Sample.run(table, [Sample.tracking(), busy], initial: 4)
        #expect(held.activities.isEmpty)
        #expect(held.held[.othersNotReady] == 26)
        // The other one's scale-in is disabled: it has no say.
        let silent = Sample.tracking("rps", target: 100, disablesScaleIn: true, metric: "ALBRequestCountPerTarget")
        #expect(Sample.counts(try Sample.run(table, [Sample.tracking(), silent], initial: 4)).prefix(2) == [1, 4])
        // Any that is ready scales out.
        let hot = Sample.tracking("rps", target: 50, metric: "ALBRequestCountPerTarget")
        let run = try Sample.run(table, [Sample.tracking(), hot], initial: 4)
        #expect(run.activities.map(\.policy) == ["rps"])
        #expect(Sample.counts(run) == [8])
    }

    // Considerations: the policy that provides the largest capacity, for scale out and scale in.
    @Test func theLargestCapacityWins() throws {
        let cpu = MetricSeries(name: "cpu", kind: .cpu, isShared: true, values: Self.constant(20, 20))
        let requests = MetricSeries(name: "requests", kind: .requests, isShared: true, values: Self.constant(250, 20))
        let both = [Sample.tracking(), Sample.tracking("rps", target: 100, metric: "ALBRequestCountPerTarget")]
        let run = try Sample.run(Sample.table([cpu, requests]), both, initial: 8)
        #expect(Sample.counts(run) == [3])
        #expect(run.activities.map(\.policy) == ["rps"])
    }

    // "You can disable the scale-in portion of a target tracking scaling policy."
    @Test func disabledScaleInTakesNothingAway() throws {
        let run = try Sample.run(
            Sample.cpu(Self.constant(10, 120)), [Sample.tracking(disablesScaleIn: true)], initial: 9)
        #expect(run.activities.isEmpty)
        #expect(run.warnings.contains { $0.kind == .neverIn })
    }

    // Considerations: with INSUFFICIENT_DATA it does not scale in.
    @Test func missingDataDoesNotScaleIn() throws {
        let load: [Double?] = Self.constant(440, 20) + Array(repeating: nil, count: 60)
        let run = try Sample.run(Sample.cpu(load), [Sample.tracking()], initial: 9)
        #expect(run.activities.isEmpty)
        #expect(run.minutesMissing == 60)
    }

    // "if the step scaling policy initiates a scale-in activity before the target tracking policy is ready to scale in,
    // the scale-in activity will not be blocked. After [it] completes, the target tracking policy could instruct the
    // scalable target to scale out again."
    @Test func aStepPolicyMayScaleInBeforeTheTargetIsReady() throws {
        let step = Sample.step("in", .change, [StepAdjustment(nil, 0, -2)], .less, 48, cooldown: 600)
        let run = try Sample.run(Sample.cpu(Self.constant(188, 20)), [Sample.tracking(), step], initial: 4)
        #expect(Sample.counts(run).prefix(2) == [2, 4])
        #expect(run.activities.prefix(2).map(\.policy) == ["in", "cpu"])
    }

    // "When a metric emits real 0 values …, Application Auto Scaling can scale in to 0 when there is no traffic", with a
    // minimum of 0; and RegisterScalableTarget: from 0 no data points come.
    @Test func withoutTrafficItScalesInToZeroAndStaysThere() throws {
        let values: [Double?] = Self.constant(0, 20) + Self.constant(900, 20)
        let series = MetricSeries(name: "requests", kind: .requests, isShared: true, values: values)
        let policy = Sample.tracking("rps", target: 100, metric: "ALBRequestCountPerTarget")
        let run = try Sample.run(Sample.table([series]), [policy], 0...10, initial: 3)
        #expect(Sample.counts(run) == [0])
        #expect(run.warnings.contains { $0.kind == .zeroMinimum })
        #expect(Sample.counts(try Sample.run(Sample.table([series]), [policy], 1...10, initial: 3)) == [1, 9])
    }

    // Section "Define cooldown periods": the capacity that was added counts; a larger scale-out passes.
    @Test func aLargerScaleOutPassesTheCooldown() throws {
        let load: [Double?] = Self.constant(300, 4) + Self.constant(450, 6)
        let run = try Sample.run(
            Sample.cpu(load), [Sample.tracking(out: 600)], initial: 4,
            change: { options, _ in options.startSeconds = 60 })
        #expect(Sample.counts(run) == [6, 9])
        // The alarm goes on while the tasks start; what they will take is not asked for twice.
        let steady = try Sample.run(
            Sample.cpu(Self.constant(300, 12)), [Sample.tracking(out: 0)], initial: 4,
            change: { options, _ in options.startSeconds = 240 })
        #expect(Sample.counts(steady) == [6])
    }

    // "scale-in activities are blocked until the cooldown period has expired".
    @Test func theScaleInCooldownHoldsTheNextScaleInUp() throws {
        let load: [Double?] = Self.constant(200, 15) + Self.constant(100, 30)
        let run = try Sample.run(Sample.cpu(load), [Sample.tracking(in: 1200)], initial: 8)
        #expect(run.activities.map(\.minute) == [14, 34])
        #expect(Sample.counts(run) == [4, 2])
        #expect((run.held[.coolingDown] ?? 0) > 0)
    }

    // API_SuspendedState.html
    @Test func suspendedScalingDoesNothing() throws {
        let load: [Double?] = Self.constant(300, 20) + Self.constant(10, 30)
        for (out, inward, counts) in [(true, false, [1]), (false, true, [6]), (true, true, [])] {
            let run = try Sample.run(Sample.cpu(load), [Sample.tracking()], initial: 4) { _, setup in
                setup.suspendsScaleOut = out
                setup.suspendsScaleIn = inward
            }
            #expect(Sample.counts(run) == counts, "\(out) \(inward)")
        }
    }

    // Fargate gives a task no more CPU than it has, so that an overload doubles the count at most for a target of 50 %.
    @Test func anOverloadLooksLikeOneHundredPercent() throws {
        let run = try Sample.run(Sample.cpu(Self.constant(1000, 12)), [Sample.tracking()], initial: 2)
        #expect(Sample.counts(run) == [4, 8, 16, 20])
        #expect(run.minutes.compactMap(\.value).max() == 100)
        #expect(run.minutes[0].unserved == 800)
        #expect((run.unservedShare ?? 0) > 0)
    }

    // Section "Metric math": messages in the queue for each task.
    @Test func aQueueIsSharedWhereTheExpressionDividesIt() throws {
        let queue = MetricSeries(
            name: "ApproximateNumberOfMessagesVisible", kind: .custom, isShared: false, values: Self.constant(900, 5))
        var tracking = ScalingPolicy.Tracking(
            MetricReference(
                written: "m1 / m2", column: "ApproximateNumberOfMessagesVisible", form: .perTask), target: 100)
        tracking.scaleOutCooldown = 0
        let run = try Sample.run(Sample.table([queue]), [ScalingPolicy("q", .tracking(tracking))], initial: 3)
        #expect(Sample.counts(run) == [9])
        // Undivided, more tasks do not help.
        let raw = ScalingPolicy(
            "q", .tracking(.init(MetricReference("ApproximateNumberOfMessagesVisible"), target: 100)))
        let away = try Sample.run(Sample.table([queue]), [raw], 1...50, initial: 3)
        #expect(away.peak == 50)
        #expect(away.warnings.contains { $0.kind == .unshared })
    }
}
