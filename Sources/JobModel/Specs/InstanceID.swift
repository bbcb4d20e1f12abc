/// What EC2 calls an instance: `i-` and 8 hexadecimal digits, 17 since 2016.
package enum InstanceID {
  package static func isValid(_ text: String) -> Bool { text.wholeMatch(of: SpecPattern.instanceID) != nil }
}
