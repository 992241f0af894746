import Basics
import Testing

@testable import Scaling

/// What holds for every load and every policy.
struct PropertyTests {
    struct Case: Sendable {
        var table: MetricTable
        var policies: [ScalingPolicy]
        var limits: ClosedRange<Int>
        var initial: Int
        var startSeconds: Int
    }

    /// A load that wanders, with gaps, and one to three policies.
    static func make(_ seed: Int) -> Case {
        var dice = Dice(seed)
        var load = Double(dice.next(600))
        let values: [Double?] = (0..<240).map { _ in
            load = max(0, load + Double(dice.next(161) - 80) + (dice.next(40) == 0 ? 800 : 0))
            if load > 2000 { load = 200 }
            return dice.next(25) == 0 ? nil : load
        }
        var policies: [ScalingPolicy] = []
        let (out, inward) = (dice.next(6) * 60, dice.next(6) * 60)
        if dice.next(3) > 0 {
            policies.append(Sample.tracking(target: Double(20 + dice.next(70)), out: out, in: inward))
        }
        let kind = ScalingPolicy.Step.Adjustment.allCases[dice.next(3)]
        let change = kind == .percent ? 40 : kind == .exact ? dice.next(30) : 1 + dice.next(6)
        if policies.isEmpty || dice.next(2) == 0 {
            policies.append(
                Sample.step(
                    "up", kind, [StepAdjustment(0, 20, change), StepAdjustment(20, nil, change * 2)], .greater,
                    Double(40 + dice.next(50)), cooldown: out))
        }
        if dice.next(2) == 0 {
            policies.append(
                Sample.step(
                    "down", .change, [StepAdjustment(nil, 0, -1 - dice.next(3))], .less, Double(dice.next(40)),
                    cooldown: inward))
        }
        let minimum = dice.next(4)
        let limits = minimum...(minimum + dice.next(20))
        return Case(
            table: Sample.cpu(values), policies: policies, limits: limits, initial: dice.next(25),
            startSeconds: dice.next(5) * 45)
    }

    private static func run(_ sample: Case, policies: [ScalingPolicy]? = nil) throws -> ScalingRun {
        try Sample.run(sample.table, policies ?? sample.policies, sample.limits, initial: sample.initial) {
            options, _ in
            options.startSeconds = sample.startSeconds
            options.stopSeconds = 30
        }
    }

    @Test(arguments: 0..<200)
    func theCountStaysWithinItsLimits(seed: Int) throws {
        let sample = Self.make(seed)
        let run = try Self.run(sample)
        #expect(run.minutes.count == 240)
        for minute in run.minutes {
            #expect(sample.limits.contains(minute.desired))
            #expect(minute.running >= 0 && minute.running <= Double(minute.desired) + 1e-9)
            #expect(minute.billed >= minute.running - 1e-9)
        }
        // Each activity begins where the one before ended, and changes something.
        var count = run.input.initial
        for activity in run.activities {
            #expect(activity.from == count && activity.to != count)
            count = activity.to
        }
    }

    @Test(arguments: 0..<50)
    func theSameInputGivesTheSameRun(seed: Int) throws {
        let (one, other) = (try Self.run(Self.make(seed)), try Self.run(Self.make(seed)))
        #expect(one.minutes == other.minutes && one.activities == other.activities && one.held == other.held)
    }

    @Test(arguments: 0..<100)
    func disabledScaleInNeverLowers(seed: Int) throws {
        let sample = Self.make(seed)
        let run = try Self.run(sample, policies: [Sample.tracking(target: 40, disablesScaleIn: true)])
        #expect(!run.activities.contains { !$0.isOut })
        for (before, after) in zip(run.minutes, run.minutes.dropFirst()) { #expect(before.desired <= after.desired) }
    }

    @Test(arguments: 1..<30)
    func constantLoadAtItsTargetStaysStill(tasks: Int) throws {
        let table = Sample.cpu(Array(repeating: Double(tasks) * 50, count: 120))
        let run = try Sample.run(table, [Sample.tracking(target: 50)], initial: tasks)
        #expect(run.activities.isEmpty && run.minutesOverTarget == 0 && run.unservedShare == 0)
    }

    @Test(arguments: 1..<60)
    func constantLoadIsReachedAndKept(step: Int) throws {
        let load = Double(step) * 37
        let run = try Sample.run(
            Sample.cpu(Array(repeating: load, count: 120)), [Sample.tracking(target: 50)], initial: 4)
        let last = try #require(run.minutes.last)
        #expect((last.value ?? 0) <= 50.000001)
        #expect(run.activities.allSatisfy { $0.minute < 40 })
    }

    @Test func moreLoadNeverAsksForFewerTasks() {
        let tracking = ScalingPolicy.Tracking(MetricReference("CPUUtilization"), target: 55)
        for tasks in [1.0, 2.5, 7, 40] {
            let capacities = stride(from: 0.0, through: 100, by: 0.5).map { tracking.capacity(for: $0, tasks: tasks) }
            #expect(zip(capacities, capacities.dropFirst()).allSatisfy { $0 <= $1 })
        }
    }

    @Test(arguments: [0, 60, 120, 300, 900])
    func slowTasksServeNoMore(seconds: Int) throws {
        let ramp: [Double?] = (0..<90).map { Double($0) * 20 }
        func unserved(_ seconds: Int) throws -> Double {
            let run = try Sample.run(Sample.cpu(ramp), [Sample.tracking(target: 60)], initial: 1) { options, _ in
                options.startSeconds = seconds
            }
            return run.unservedShare ?? -1
        }
        #expect(try unserved(seconds) <= unserved(seconds + 60) + 1e-9)
    }

    @Test func moreMinutesThanAWeekAreFast() throws {
        let values: [Double?] = (0..<20_000).map { Double(($0 / 60) % 24) * 25 }
        let begin = ContinuousClock.now
        _ = try Sample.run(Sample.cpu(values), [Sample.tracking()], initial: 4)
        #expect(ContinuousClock.now - begin < .seconds(10))
    }
}
