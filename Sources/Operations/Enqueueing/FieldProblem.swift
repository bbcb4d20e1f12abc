import JobModel

/// What is wrong with one line of jobs, in words that name the field, its value and what is allowed.
package struct FieldProblem: Sendable, Equatable {
  /// From 1.
  package var line: Int
  package var text: String

  init(line: Int, _ text: String) {
    self.line = line
    self.text = text
  }

  init(line: Int, path: String, value: String, allowed: String) {
    self.init(line: line, "\(path) '\(value)' is not valid: \(allowed)")
  }

  package var inWords: String { "line \(line): \(text)" }
}

extension SpecProblem {
  /// The field as JSON has it: a list where its flag is repeated.
  var path: String {
    switch field {
    case "instance_type": "spec.instance_types"
    case "subnet_id": "spec.subnet_ids"
    case "availability_zone": "spec.availability_zones"
    case "market": "spec.markets"
    case "tag": "spec.tags"
    default: "spec.\(field)"
    }
  }
}
