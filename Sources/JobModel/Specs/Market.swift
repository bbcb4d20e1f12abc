package enum Market: String, Sendable, Codable, CaseIterable {
  case onDemand = "on-demand"
  /// One-time spot: EC2 does not launch it again after an interruption.
  case spot
}

package enum Architecture: String, Sendable, Codable, CaseIterable {
  case x86 = "x86_64"
  case arm = "arm64"
}
