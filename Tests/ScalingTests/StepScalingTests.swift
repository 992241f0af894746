import Basics
import Testing

@testable import Scaling

/// Step scaling as the Application Auto Scaling User Guide has it:
/// https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
struct StepScalingTests {
    /// The guide's two tables: an alarm at 50 % and adjustments in percent.
    static let outward = [StepAdjustment(0, 10, 0), StepAdjustment(10, 20, 10), StepAdjustment(20, nil, 30)]
    static let inward = [StepAdjustment(-10, 0, 0), StepAdjustment(-20, -10, -10), StepAdjustment(nil, -20, -30)]

    private static func guide(_ load: [Double]) throws -> ScalingRun {
        let series = MetricSeries(name: "load", kind: .custom, isShared: false, values: load.map { $0 })
        return try Sample.run(
            Sample.table([series]),
            [
                Sample.step("out", .percent, outward, .greaterOrEqual, 50, metric: "load"),
                Sample.step("in", .percent, inward, .lessOrEqual, 50, metric: "load"),
            ], initial: 10)
    }

    // Section "Step adjustments": 10 -> 11 at 60 %, -> 14 at 70 %, -> 13 at 40 %, -> 10 at 30 %.
    @Test func theGuidesExampleComesOutAsItIsTold() throws {
        let run = try Self.guide([50, 60, 50, 70, 50, 40, 50, 30, 50])
        #expect(run.activities.map(\.from) == [10, 11, 14, 13])
        #expect(Sample.counts(run) == [11, 14, 13, 10])
        #expect(run.activities.map(\.minute) == [1, 3, 5, 7])
    }

    // Section "Step adjustments": the capacity stays while the value is greater than 40 and less than 60.
    @Test(arguments: [40.1, 45, 50, 55, 59.9])
    func betweenTheStepsNothingChanges(value: Double) throws {
        #expect(try Self.guide([value, value, value]).activities.isEmpty)
    }

    // The last point of the list below the tables: which bound is inclusive.
    @Test func aboveTheThresholdTheLowerBoundCountsBelowItTheUpper() {
        func adjustment(_ steps: [StepAdjustment], _ distance: Double, _ isAbove: Bool) -> Int? {
            StepMath.adjustment(steps, distance: distance, isAbove: isAbove)?.adjustment
        }
        #expect(adjustment(Self.outward, 10, true) == 10)
        #expect(adjustment(Self.outward, 9.99, true) == 0)
        #expect(adjustment(Self.outward, 20, true) == 30)
        #expect(adjustment(Self.inward, -10, false) == -10)
        #expect(adjustment(Self.inward, -9.99, false) == 0)
        #expect(adjustment(Self.inward, -20, false) == -30)
        #expect(adjustment(Self.outward, -1, true) == nil)
    }

    // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_StepAdjustment.html: with a threshold of 50,
    // bounds 0 and 10 are from 50 to less than 60, bounds -10 and 0 are from more than 40 to 50.
    @Test func theThresholdItselfBelongsToBothSides() {
        let up = [StepAdjustment(0, nil, 1)]
        let down = [StepAdjustment(nil, 0, -1)]
        #expect(StepMath.adjustment(up, distance: 0, isAbove: true)?.adjustment == 1)
        #expect(StepMath.adjustment(down, distance: 0, isAbove: false)?.adjustment == -1)
    }

    // Section "Scaling adjustment types", note on rounding.
    @Test(arguments: [(127, 10, 12), (67, 1, 1), (-58, 1, -1), (-667, 1, -6), (10, 10, 1), (0, 10, 0), (30, 11, 3)])
    func percentagesAreRoundedAsTheNoteTells(percent: Int, capacity: Int, change: Int) {
        #expect(StepMath.change(percent, of: capacity, least: 0) == change)
    }

    // Section "Scaling adjustment types": 3 and 5 make 8, 5, and 10 % of 10 makes 11; 25 % of 4 with a minimum of 2.
    @Test func theTypesOfAdjustmentDoWhatTheGuideTells() {
        func capacity(_ type: ScalingPolicy.Step.Adjustment, _ adjustment: Int, from: Int, least: Int = 0) -> Int {
            var step = ScalingPolicy.Step(type, [])
            step.minimumMagnitude = least
            return StepMath.capacity(step, adjustment, from: from)
        }
        #expect(capacity(.change, 5, from: 3) == 8)
        #expect(capacity(.exact, 5, from: 3) == 5)
        #expect(capacity(.percent, 10, from: 10) == 11)
        #expect(capacity(.percent, 25, from: 4, least: 2) == 6)
        #expect(capacity(.percent, -25, from: 4, least: 2) == 2)
        #expect(capacity(.change, -5, from: 3) == 0)
    }

    // Section "Cooldown period": 2 are added, then 3 in the cooldown add 1 more.
    @Test func inACooldownWhatWasAddedIsPartOfTheNextScaleOut() throws {
        let steps = [StepAdjustment(0, 10, 2), StepAdjustment(10, nil, 3)]
        let load = MetricSeries(name: "q", kind: .custom, isShared: false, values: [55, 55, 65, 65, 55])
        let run = try Sample.run(
            Sample.table([load]), [Sample.step("out", .change, steps, .greater, 50, cooldown: 600, metric: "q")],
            initial: 4)
        #expect(Sample.counts(run) == [6, 7])
    }

    // The same without a cooldown: "the adjustments can continue for additional alarm breaches".
    @Test func withoutACooldownEachBreachAdds() throws {
        let load = MetricSeries(name: "q", kind: .custom, isShared: false, values: [55, 55, 55, 10])
        let run = try Sample.run(
            Sample.table([load]),
            [Sample.step("out", .change, [StepAdjustment(0, nil, 2)], .greater, 50, metric: "q")], initial: 4)
        #expect(Sample.counts(run) == [6, 8, 10])
    }

    // Section "Cooldown period": scale-ins are blocked, a scale-out passes at once and ends the cooldown of the scale-in.
    @Test func aScaleOutInterruptsTheCooldownOfAScaleIn() throws {
        let values: [Double?] = [10, 10, 90, 10, 10, 10]
        let policies = [
            Sample.step("in", .change, [StepAdjustment(nil, 0, -1)], .less, 20, cooldown: 240, metric: "q"),
            Sample.step("out", .change, [StepAdjustment(0, nil, 2)], .greater, 80, cooldown: 60, metric: "q"),
        ]
        let run = try Sample.run(
            Sample.table([MetricSeries(name: "q", kind: .custom, isShared: false, values: values)]), policies,
            initial: 10)
        // In at once; blocked; out at once; then only the cooldown of one minute after the scale-out holds.
        #expect(run.activities.map(\.minute) == [0, 2, 3])
        #expect(Sample.counts(run) == [9, 11, 10])
        #expect(run.held[.coolingDown] == 3)
    }

    // API_PutScalingPolicy.html: of +3 and +200 % from 10 the greater wins, which is 30.
    @Test func ofSeveralPoliciesTheLargestCapacityWins() throws {
        let load = MetricSeries(name: "q", kind: .custom, isShared: false, values: [90])
        let run = try Sample.run(
            Sample.table([load]),
            [
                Sample.step("three", .change, [StepAdjustment(0, nil, 3)], .greater, 50, metric: "q"),
                Sample.step("double", .percent, [StepAdjustment(0, nil, 200)], .greater, 50, metric: "q"),
            ], initial: 10)
        #expect(run.activities.map(\.policy) == ["double"])
        #expect(Sample.counts(run) == [30])
    }

    // For both scale out and scale in: of -1 and -50 % the one that leaves more.
    @Test func theLargestCapacityWinsForScalingInToo() throws {
        let load = MetricSeries(name: "q", kind: .custom, isShared: false, values: [5])
        let run = try Sample.run(
            Sample.table([load]),
            [
                Sample.step("half", .percent, [StepAdjustment(nil, 0, -50)], .less, 20, metric: "q"),
                Sample.step("one", .change, [StepAdjustment(nil, 0, -1)], .less, 20, metric: "q"),
            ], initial: 10)
        #expect(Sample.counts(run) == [9])
    }

    // Section "Step adjustments", the list of what to note; API_StepAdjustment.html.
    @Test func whatWouldBeRefusedIsTold() {
        let refused: [([StepAdjustment], String)] = [
            ([], "at least one"), ([StepAdjustment(nil, nil, 1)], "a lower or an upper bound"),
            ([StepAdjustment(10, 5, 1)], "greater than its lower"),
            ([StepAdjustment(0, 10, 1), StepAdjustment(20, nil, 2)], "overlap or leave a gap"),
            ([StepAdjustment(0, 10, 1), StepAdjustment(5, nil, 2)], "overlap or leave a gap"),
            ([StepAdjustment(0, nil, 1), StepAdjustment(5, nil, 2)], "overlap or leave a gap"),
            ([StepAdjustment(-10, 0, -1)], "no lower bound"), ([StepAdjustment(0, 10, 1)], "no upper bound"),
        ]
        for (steps, words) in refused { #expect(StepMath.fault(steps)?.en.contains(words) == true, "\(steps)") }
        for steps in [Self.outward, Self.inward, [StepAdjustment(0, nil, 1)], [StepAdjustment(nil, 0, -1)]] {
            #expect(StepMath.fault(steps) == nil)
        }
    }

    // API_StepScalingPolicyConfiguration.html: MetricAggregationType.
    @Test(arguments: [
        (ScalingPolicy.Step.Aggregation.average, 3), (.maximum, 9), (.minimum, 1),
    ])
    func theAggregationDecidesTheStep(aggregation: ScalingPolicy.Step.Aggregation, added: Int) throws {
        var step = ScalingPolicy.Step(
            .change, [StepAdjustment(0, 10, 1), StepAdjustment(10, 30, 3), StepAdjustment(30, nil, 9)])
        step.aggregation = aggregation
        var alarm = MetricAlarm("a", MetricReference("q"), .greater, 50)
        alarm.evaluationPeriods = 3
        alarm.datapointsToAlarm = 3
        step.alarms = [alarm]
        step.cooldown = 600
        let load = MetricSeries(name: "q", kind: .custom, isShared: false, values: [55, 55, 90])
        let run = try Sample.run(Sample.table([load]), [ScalingPolicy("s", .step(step))], initial: 1)
        #expect(Sample.counts(run) == [1 + added])
    }
}
