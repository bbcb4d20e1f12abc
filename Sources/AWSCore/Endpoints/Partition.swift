/// A separate AWS, with accounts and endpoints of its own.
package enum Partition: String, Sendable, Equatable, Codable {
  case aws
  case china = "aws-cn"
  case usGov = "aws-us-gov"

  package init(region: String) {
    if region.hasPrefix("cn-") {
      self = .china
    } else if region.hasPrefix("us-gov-") {
      self = .usGov
    } else {
      self = .aws
    }
  }

  package var dnsSuffix: String {
    switch self {
    case .aws, .usGov: "amazonaws.com"
    case .china: "amazonaws.com.cn"
    }
  }
}
