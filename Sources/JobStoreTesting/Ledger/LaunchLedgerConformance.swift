/// What a store must do as a ``LaunchLedger``.
package enum LaunchLedgerConformance {
  package static let cases = opening + sending + closing + holding + strays + rescuing + relaunching
}
