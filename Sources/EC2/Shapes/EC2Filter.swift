/// Lets through what has one of the values under the name; several filters must all let through.
package struct EC2Filter: Sendable, Equatable {
  package let name: String
  package let values: [String]

  package init(_ name: String, _ values: [String]) {
    self.name = name
    self.values = values
  }
}
