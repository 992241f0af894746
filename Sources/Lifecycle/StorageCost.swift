package import Basics

/// What ECR takes for the storage of private images.
///
/// Sources, looked up on `date`: https://aws.amazon.com/ecr/pricing/ as told for us-east-1 by
/// https://hub.pointfive.co/inefficiencies/ecr-archive-storage-class-used-below-150-tb-threshold and for
/// ap-northeast-1 by https://devjapan.com/. Both Regions have the same prices.
package struct StorageCost: Sendable {
    /// USD for a GiB and month in the standard class, and of the first part of the archive.
    package var standard: Double
    /// USD for a GiB and month of the archive over `archiveStep`.
    package var archiveAbove: Double
    package var archiveStep: Double
    package var date: Day

    package static let known = StorageCost(
        standard: 0.10, archiveAbove: 0.07, archiveStep: 150 * 1024, date: Day(year: 2026, month: 3, day: 22))

    package static let bytesOfGiB = 1_073_741_824.0
    /// The days that a month is taken to have.
    package static let daysOfMonth = 30.0

    package func monthly(standard: Int, archived: Int) -> Double {
        let archived = Double(archived) / Self.bytesOfGiB
        return Double(standard) / Self.bytesOfGiB * self.standard
            + min(archived, archiveStep) * self.standard + max(0, archived - archiveStep) * archiveAbove
    }

    /// Whether the prices were looked up more than a year before `today`.
    package func isOld(on today: Day) -> Bool {
        (today.year, today.month, today.day) > (date.year + 1, date.month, date.day)
    }
}
