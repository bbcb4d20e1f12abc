import Foundation
package import JobModel

/// What a requeue would change about a launch: each field as it is and as it would be.
package struct ChangePreview: Sendable, Equatable {
  package struct Field: Sendable, Equatable {
    package var name: String
    package var before: JSONValue
    package var after: JSONValue
  }

  package let fields: [Field]

  /// - Parameter priority: the job's own.
  package init(_ spec: LaunchSpec, priority: Int, changes: LaunchChanges) throws {
    let before = try Self.members(of: spec)
    let after = try Self.members(of: changes.applied(to: spec))
    var fields = Set(before.keys).union(after.keys).sorted().compactMap { name -> Field? in
      let (old, new) = (before[name] ?? .null, after[name] ?? .null)
      return old == new ? nil : Field(name: name, before: old, after: new)
    }
    if let new = changes.priority, new != priority {
      fields.append(Field(name: "priority", before: .number("\(priority)"), after: .number("\(new)")))
    }
    if let new = changes.retryFor {
      fields.append(Field(name: "retry_for", before: .null, after: .string(DurationText.format(new))))
    }
    self.fields = fields
  }

  /// A field a line: `instance_types: t3.medium -> m5.large, m5a.large`.
  package var lines: [String] {
    fields.map { field in
      field.name == "retry_for"
        ? "\(field.name): \(Self.words(field.after)) from its next try"
        : "\(field.name): \(Self.words(field.before)) -> \(Self.words(field.after))"
    }
  }

  private static func words(_ value: JSONValue) -> String {
    switch value {
    case .null: "none"
    case .array(let values): values.isEmpty ? "none" : values.map(\.inWords).joined(separator: ", ")
    default: value.inWords
    }
  }

  /// User data is no field that changes, and would be shown.
  private static func members(of spec: LaunchSpec) throws -> [String: JSONValue] {
    var spec = spec
    spec.userData = nil
    let json = try JSONReader.read(Array(JobSpec.launch(spec).canonicalJSON().utf8))
    guard case .object(let members) = json else { return [:] }
    return Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

extension ChangePreview: Encodable {
  private struct FieldView: Encodable {
    let before: JSONValue
    let after: JSONValue
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: JSONName.self)
    for field in fields {
      try container.encode(
        FieldView(before: field.before, after: field.after), forKey: JSONName(stringValue: field.name))
    }
  }
}
