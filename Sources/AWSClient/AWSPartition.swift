/// The separate clouds of AWS, each with domains of its own.
struct AWSPartition: Sendable, Hashable {
    /// Of service endpoints.
    var suffix: String
    /// Of endpoints that IPv6 reaches as well; nil where there are none.
    var dualStackSuffix: String?

    /// By the region's name; nil is the standard partition.
    init(_ region: String?) {
        let region = region ?? ""
        switch true {
        case region.hasPrefix("cn-"):
            (suffix, dualStackSuffix) = ("amazonaws.com.cn", "api.amazonwebservices.com.cn")
        case region.hasPrefix("eusc-"): (suffix, dualStackSuffix) = ("amazonaws.eu", "api.amazonwebservices.eu")
        case region.hasPrefix("us-iso-"): (suffix, dualStackSuffix) = ("c2s.ic.gov", nil)
        case region.hasPrefix("us-isob-"): (suffix, dualStackSuffix) = ("sc2s.sgov.gov", nil)
        case region.hasPrefix("us-isof-"), region.hasPrefix("eu-isof-"):
            (suffix, dualStackSuffix) = ("csp.hci.ic.gov", nil)
        case region.hasPrefix("eu-isoe-"): (suffix, dualStackSuffix) = ("cloud.adc-e.uk", nil)
        default: (suffix, dualStackSuffix) = ("amazonaws.com", "api.aws")
        }
    }
}
