package import Parity

extension ServiceEnvironments: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == ServiceEnvironments {
        .environments { rule.check($0, &$1) }
    }
}
