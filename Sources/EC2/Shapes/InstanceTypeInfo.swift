/// What an instance type is made of, as far as launches ask.
package struct InstanceTypeInfo: Sendable, Equatable, Codable {
  package var instanceType: String
  /// Which images it can boot: `x86_64`, `arm64`, `i386`, …
  package var supportedArchitectures: [String]

  package init(instanceType: String, supportedArchitectures: [String]) {
    self.instanceType = instanceType
    self.supportedArchitectures = supportedArchitectures
  }
}
