/// Values of standards and manuals that have the form of a secret and are none.
enum KnownSamples {
    /// Of RFC 6749 and 6750, RFC 5849, RFC 7617, and of the manual of a payment service; each without its prefix.
    private static let values = [
        "czZCaGRSa3F0Mz", "2YotnFZFEjr1zCsicMWpAA", "tGzv3JOkF0XG5Qx2TlKWIA", "SplxlOBeZQQYbYS6WxSbIA",
        "mF_9.B5f-4.1JqM", "ad180jjd733klru7", "kkk9d7dh3k39sjv7", "dpf43f3p2l4k3l03", "nnch734d00sl2jdk",
        "hh5s93j4hdidpola", "pfkkdhi9sl3r4s00", "hdhd0244k9j7ao03", "hfdp7dh39dks9884", "dh893hdasih9", "j49sk3j29djd",
        "7Fjfp0ZBr1KtDRbnfVdmIw", "47DEQpj8HBSa-_TImW-5JC", "QWxhZGRpbjpv", "4eC39HqLyjWDarjtT1zdp7dc",
    ]
    .map { Array($0.utf8) }

    static func has(_ value: ArraySlice<UInt8>) -> Bool {
        // `AKIAIOSFODNN7EXAMPLE` and the like end so.
        if value.suffix(7).elementsEqual("EXAMPLE".utf8) { return true }
        guard value.count <= 80 else { return false }
        let bytes = Array(value)
        return values.contains { Placeholder.contains(bytes, $0) }
    }
}
