import AWSCore
import JobModel

extension LaunchAdvice {
  /// The next step for a person; nil where there is none but to wait.
  static func hint(_ subject: Subject) -> String? {
    let (error, spec, rung, region) = (subject.error, subject.spec, subject.rung, subject.region)
    let again = "geuse requeue \(subject.job)"
    switch subject.errorClass {
    case .capacity: return capacity(subject)
    case .offering:
      return "list what is offered: aws ec2 describe-instance-type-offerings --region \(region) "
        + "--location-type availability-zone --filters Name=instance-type,Values=\(rung.instanceType); "
        + "then: \(again) --availability-zone all"
    case .quota: return quota(subject)
    case .throttled: return nil
    case .batch: return "ask for fewer at once"
    case .ambiguous:
      return "wait: it is sent again as it is, or looked up, and never launched twice; see geuse status \(subject.job) "
        + "--attempts"
    case .propagation:
      return "check that it exists and has a role: aws iam get-instance-profile --instance-profile-name "
        + "\(profileName(spec)); then: \(again)"
    case .image:
      return spec.imageID == nil
        ? "name one that this account may use: \(again) --image-id AMI"
        : "list images: aws ec2 describe-images --region \(region) --owners self amazon; this one may be in another "
          + "region, shared with others only, or kept out by an Allowed AMIs policy; then: \(again) --image-id AMI"
    case .reference: return ReferencedThing(error, spec: spec, rung: rung).hint(region: region, job: subject.job)
    case .permission:
      return AuthorizationFailure(message: error.message).hint(fallback: error.action, job: subject.job)
    case .credentials where subject.error.isOfClock:
      return "set this machine's clock, see timedatectl; the job keeps its place"
    case .credentials: return "check them: aws sts get-caller-identity; the job keeps its place"
    case .spotRole:
      return "create it: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com; then: \(again); "
        + "or without spot: \(again) --market on-demand"
    case .input where error.code == "InvalidInstanceType":
      return "list what exists: aws ec2 describe-instance-types --region \(region); "
        + "then: \(again) --instance-type TYPE"
    case .input where subject.isArchitectureMismatch:
      return "choose a type that runs the image, or an image for the type: \(again) --instance-type TYPE, "
        + "or \(again) --image-id AMI"
    case .input: return "enqueue it again with the value corrected, under another unique key if it has one"
    default: return error.requestID.map { "AWS support can look up request \($0)" }
    }
  }

  private static func capacity(_ subject: Subject) -> String {
    let (again, rung) = ("geuse requeue \(subject.job)", subject.rung)
    switch subject.error.code {
    case "InsufficientFreeAddressesInSubnet":
      return "use another subnet: \(again) --subnet-id SUBNET; free addresses: aws ec2 describe-subnets --region "
        + "\(subject.region) --query 'Subnets[].[SubnetId,AvailableIpAddressCount]'"
    case "SpotMaxPriceTooLow":
      let price = subject.error.message.firstMatch(of: /price of (\d+\.\d+)\.?$/).map { String($0.1) } ?? "PRICE"
      return "raise it: \(again) --max-price \(price); or pay the full price: \(again) --market on-demand"
    case "MaxSpotInstanceCountExceeded": return quota(subject)
    default:
      let other = rung.market == .spot ? "; without spot: \(again) --market on-demand" : ""
      return "it is tried again until its deadline; to try now: \(again)\(other)"
    }
  }

  private static func quota(_ subject: Subject) -> String {
    let (quota, again) = (subject.quota, "geuse requeue \(subject.job)")
    let raise = "raise the limit: \(quota.command(region: subject.region)); then: \(again)"
    guard quota.isOfMarket else { return raise }
    let other: Market = subject.rung.market == .spot ? .onDemand : .spot
    return raise + "; the other market has a limit of its own: \(again) --market \(other.rawValue)"
  }

  /// The AWS CLI takes a profile's name where a launch may also take its ARN.
  private static func profileName(_ spec: LaunchSpec) -> String {
    spec.iamInstanceProfile?.split(separator: "/").last.map(String.init) ?? "PROFILE"
  }
}
