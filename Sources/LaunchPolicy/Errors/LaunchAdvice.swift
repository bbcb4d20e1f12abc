package import AWSCore
import Foundation
package import JobModel

/// Turns what EC2 said about a call into what a person needs: which thing, where, and the next step.
package enum LaunchAdvice {
  /// - Parameters:
  ///   - error: what the RunInstances or DescribeImages call ended with.
  ///   - job: the launch; its id stands in the commands that the hints give.
  ///   - waited: for how long the same trouble was waited out before it was given up; nil while it still is.
  package static func describe(
    _ error: AWSError, job: JobID, spec: LaunchSpec, rung: Rung, waited: Duration? = nil
  ) -> JobError {
    let errorClass = ErrorClass(error)
    let subject = Subject(error: error, errorClass: errorClass, job: job, spec: spec, rung: rung)
    var message = message(subject)
    if let waited { message = message.adding("it was waited for \(DurationText.rough(waited))") }
    return JobError(
      code: error.code, class: errorClass, message: message, hint: hint(subject),
      requestID: error.requestID)
  }

  /// What the texts are made of.
  struct Subject {
    let error: AWSError
    let errorClass: ErrorClass
    let job: JobID
    let spec: LaunchSpec
    let rung: Rung

    var region: String { error.region }
    /// Only AWS's own words are said to be AWS's.
    var said: String {
      let words = "\(error.code): \(error.message)"
      return error.origin == .envelope ? "\(error.service) said \(words)" : words
    }
    var quota: Quota { Quota(code: error.code, rung: rung, volumeType: spec.rootVolumeType) }
    var profile: String { spec.iamInstanceProfile.map { "instance profile '\($0)'" } ?? "the instance profile" }
    /// The subnet that EC2 named, or that was asked for.
    var subnet: String {
      error.message.firstMatch(of: /subnet-[0-9a-f]{8,17}/).map { String($0.0) } ?? rung.subnetID
        ?? "of the default VPC"
    }
    /// `ami-1 for t3.medium (x86_64)`.
    var image: String {
      let architecture = spec.architecture ?? ImageChoice.architecture(of: rung.instanceType, supported: [])
      return "image \(rung.imageID ?? spec.imageID ?? "") for \(rung.instanceType) (\(architecture.rawValue))"
        .replacing("  ", with: " ")
    }
    var isArchitectureMismatch: Bool { errorClass == .input && error.message.contains("architecture") }
  }

  private static func message(_ subject: Subject) -> String {
    let (error, rung, region, said) = (subject.error, subject.rung, subject.region, subject.said)
    switch subject.errorClass {
    case .capacity: return "\(shortage(subject)); \(said)"
    case .offering: return "\(rung) is not offered in \(region); \(said)"
    case .quota:
      let limit = error.message.firstMatch(of: /limit of (\d+)/).map { " of \($0.1)" } ?? ""
      return "the account's limit\(limit) in \(region) stops \(rung): \(subject.quota.name); \(said)"
    case .throttled where error.code == AWSError.heldBack: return "\(error.action) in \(region): \(error.message)"
    case .throttled: return "the account's bucket for \(error.action) in \(region) is empty; \(said)"
    case .propagation: return "\(subject.profile) is not visible to EC2 in \(region) yet; \(said)"
    case .image: return "\(subject.image) cannot be used in \(region); \(said)"
    case .reference:
      return "\(ReferencedThing(error, spec: subject.spec, rung: rung).complaint); \(said)"
    case .permission:
      let failure = AuthorizationFailure(message: error.message)
      return "\(error.action) is not allowed in \(region); \(error.service) said \(error.code): \(failure.plain)"
    case .credentials where error.origin == .credentials: return "no credentials for \(error.action): \(error.message)"
    case .credentials: return "the credentials were refused for \(error.action) in \(region); \(said)"
    case .spotRole: return "the account has no service-linked role for spot (\(region)); \(said)"
    case .batch: return "one call asked for more than EC2 takes at once in \(region); \(said)"
    case .input where error.code == "InvalidInstanceType":
      return "instance type \(rung.instanceType) cannot be used in \(region); \(said)"
    case .input where subject.isArchitectureMismatch: return "\(subject.image) cannot boot in \(region); \(said)"
    case .input: return "the launch is not valid in \(region): \(error.code): \(error.message)"
    case .ambiguous:
      return
        "\(error.action) in \(region) had no clear outcome (\(error.code): \(error.message)); being settled under its token"
    default: return "\(error.action) in \(region): \(error.code): \(error.message)"
    }
  }

  /// One rung's shortage, by what is short.
  private static func shortage(_ subject: Subject) -> String {
    let (rung, region) = (subject.rung, subject.region)
    switch subject.error.code {
    case "InsufficientFreeAddressesInSubnet":
      return "subnet \(subject.subnet) in \(region) has no free address for \(rung)"
    case "SpotMaxPriceTooLow":
      let price = subject.spec.maxPrice.map { "the maximum price of \($0)" } ?? "the maximum price"
      return "\(price) is below the spot price of \(rung) in \(region)"
    case "MaxSpotInstanceCountExceeded":
      return "the account's limit in \(region) stops \(rung): \(subject.quota.name)"
    case "ReservationCapacityExceeded":
      return "capacity reservation \(subject.spec.capacityReservationID ?? "") in \(region) is used up"
    default: return "no capacity for \(rung) in \(region)"
    }
  }
}
