package import AWSCore
import JobModel

/// How many launches one call asks for after EC2 refused more of them at once.
package enum BatchLimit {
  /// Half as many, where fewer might have been launched; nil where their number was not what was refused.
  ///
  /// EC2 launches fewer than it was asked for where it is short of instances, but not where a limit of the account, or a
  /// subnet's addresses, do not suffice for all of them.
  /// - Parameter count: how many the refused call asked for.
  package static func next(after refusal: AWSError, count: Int) -> Int? {
    guard count > 1, isAboutNumbers(refusal) else { return nil }
    return count / 2
  }

  private static func isAboutNumbers(_ refusal: AWSError) -> Bool {
    switch ErrorClass(refusal) {
    case .batch, .quota: true
    case .capacity: ["InsufficientFreeAddressesInSubnet", "MaxSpotInstanceCountExceeded"].contains(refusal.code)
    default: false
    }
  }
}
