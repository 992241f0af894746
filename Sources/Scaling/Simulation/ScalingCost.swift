package import Pricing

/// What the tasks of a run cost on Fargate.
package struct ScalingCost: Sendable {
    package let size: FargateSize
    package let isARM: Bool
    package let region: String
    /// Of one task.
    package let hourly: Exact
    /// The time of the recording.
    package let total: Money
    /// The same with the peak's tasks all the time.
    package let constant: Money
    /// A month of such days.
    package let month: Money
    package let monthConstant: Money
    package let yenPerDollar: Exact

    package static let hoursOfMonth = 730

    package init(
        _ run: ScalingRun, size: FargateSize, isARM: Bool, region: PriceFile.Region, yenPerDollar: Exact
    ) {
        self.size = size
        self.isARM = isARM
        self.region = region.name
        self.yenPerDollar = yenPerDollar
        hourly = size.hourly(isARM: isARM, region)
        let hours = Exact(run.taskSeconds) / Exact(3600)
        let span = Exact(run.minutes.count) / Exact(60)
        let constantHours = Exact(run.peak) * span
        total = Money(Spread(hourly * hours))
        constant = Money(Spread(hourly * constantHours))
        let months = Exact(Self.hoursOfMonth) / span
        month = Money(Spread(hourly * (hours * months)))
        monthConstant = Money(Spread(hourly * (constantHours * months)))
    }
}
