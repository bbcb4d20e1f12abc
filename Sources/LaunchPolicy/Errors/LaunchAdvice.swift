package import AWSCore
package import JobModel

/// Turns what EC2 said about a call into what a person needs: which thing, where, and the next step.
package enum LaunchAdvice {
  /// - Parameters:
  ///   - error: what the RunInstances or DescribeImages call ended with.
  ///   - job: the launch; its id stands in the commands that the hints give.
  package static func describe(_ error: AWSError, job: JobID, spec: LaunchSpec, rung: Rung) -> JobError {
    let errorClass = ErrorClass(error)
    return JobError(
      code: error.code, class: errorClass, message: message(error, errorClass, spec, rung),
      hint: hint(error, errorClass, job, spec, rung), requestID: error.requestID)
  }

  private static func message(_ error: AWSError, _ errorClass: ErrorClass, _ spec: LaunchSpec, _ rung: Rung) -> String {
    let region = error.region
    let said = "EC2 said \(error.code): \(error.message)"
    switch errorClass {
    case .capacity: return "no capacity for \(rung) in \(region); \(said)"
    case .offering: return "\(rung) is not offered in \(region); \(said)"
    case .quota: return "an account limit in \(region) stops \(rung); \(said)"
    case .throttled: return "\(error.action) is throttled in \(region); \(said)"
    case .image:
      let image = rung.imageID ?? spec.imageID ?? "the image"
      return "image \(image) cannot be used in \(region); \(said)"
    case .reference: return "\(subject(error, spec, rung)) cannot be used in \(region); \(said)"
    case .permission: return "\(error.action) is not allowed in \(region); \(said)"
    case .credentials where error.origin == .credentials: return "no credentials for \(error.action): \(error.message)"
    case .credentials: return "the credentials were refused for \(error.action) in \(region); \(said)"
    case .spotRole: return "the account has no service-linked role for spot (\(region)); \(said)"
    case .input where error.code == "InvalidInstanceType":
      return "instance type \(rung.instanceType) cannot be used in \(region); \(said)"
    case .input: return "the launch is not valid: \(error.message)"
    case .ambiguous:
      return
        "\(error.action) in \(region) had no clear outcome (\(error.code): \(error.message)); being settled under its token"
    default: return "\(error.action) in \(region): \(error.code): \(error.message)"
    }
  }

  /// The thing that a `reference` error is about, with its id.
  private static func subject(_ error: AWSError, _ spec: LaunchSpec, _ rung: Rung) -> String {
    let groups = spec.securityGroupIDs.joined(separator: ", ")
    switch error.code {
    case let code where code.contains("Group") && code != "InvalidPlacementGroup.Unknown":
      return groups.isEmpty ? "a security group" : "security group \(groups)"
    case let code where code.contains("Subnet"): return "subnet \(rung.subnetID ?? "of the default VPC")"
    case let code where code.contains("KeyPair"): return "key pair '\(spec.keyName ?? "")'"
    case let code where code.contains("PlacementGroup"): return "placement group '\(spec.placementGroup ?? "")'"
    case let code where code.contains("CapacityReservation"):
      return "capacity reservation \(spec.capacityReservationID ?? "")"
    case "VPCIdNotSpecified": return "the region has no default VPC: a launch without --subnet-id"
    case "InvalidParameter": return "security group \(groups) with subnet \(rung.subnetID ?? "of the default VPC")"
    default: return "something the launch names"
    }
  }

  private static func hint(
    _ error: AWSError, _ errorClass: ErrorClass, _ job: JobID, _ spec: LaunchSpec, _ rung: Rung
  ) -> String? {
    let region = error.region
    let again = "geuse requeue \(job)"
    switch errorClass {
    case .capacity:
      return "it is tried again until its deadline; to try now: \(again)"
    case .offering:
      return "list what is offered: aws ec2 describe-instance-type-offerings --region \(region) "
        + "--location-type availability-zone --filters Name=instance-type,Values=\(rung.instanceType)"
    case .quota:
      return
        "raise the limit: aws service-quotas list-service-quotas --service-code ec2 --region \(region); then: \(again)"
    case .throttled, .transient, .propagation, .ambiguous: return nil
    case .image:
      return spec.imageID == nil
        ? "name an image with --image-id"
        : "list images: aws ec2 describe-images --region \(region) --owners self amazon; "
          + "this one may be in another region, or kept out by an Allowed AMIs policy"
    case .reference: return lookUp(error, spec, rung)
    case .permission:
      return "allow ec2:\(error.action) in the worker's policy; an encoded message is read with: "
        + "aws sts decode-authorization-message --encoded-message …; then: \(again)"
    case .credentials: return "check them: aws sts get-caller-identity; the job keeps its place"
    case .spotRole:
      return "create it: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com; then: \(again)"
    case .input where error.code == "InvalidInstanceType":
      return "list what exists: aws ec2 describe-instance-types --region \(region); "
        + "then enqueue it again with the right type"
    case .input: return "enqueue it again with the value corrected"
    default: return error.requestID.map { "AWS support can look up request \($0)" }
    }
  }

  private static func lookUp(_ error: AWSError, _ spec: LaunchSpec, _ rung: Rung) -> String {
    let command =
      switch error.code {
      case let code where code.contains("KeyPair"): "aws ec2 describe-key-pairs"
      case let code where code.contains("Subnet") || code == "VPCIdNotSpecified": "aws ec2 describe-subnets"
      case let code where code.contains("PlacementGroup"): "aws ec2 describe-placement-groups"
      case let code where code.contains("CapacityReservation"): "aws ec2 describe-capacity-reservations"
      default: "aws ec2 describe-security-groups"
      }
    return "list what exists: \(command) --region \(error.region); then enqueue it again with the right id"
  }
}
