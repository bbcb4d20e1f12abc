/// What a statement's parameters are filled with: those that are named here by their names, the others in the order in
/// which they first stand in the statement.
package struct Arguments: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  private var named: [(name: String, value: StoredValue)] = []
  private var others: [StoredValue] = []

  package init(arrayLiteral elements: (any Storable)?...) { others = elements.map { $0?.stored ?? .null } }

  package init(dictionaryLiteral elements: (String, (any Storable)?)...) {
    named = elements.map { ($0, $1?.stored ?? .null) }
  }

  package static func + (lhs: Arguments, rhs: Arguments) -> Arguments {
    var sum = lhs
    sum += rhs
    return sum
  }

  package static func += (lhs: inout Arguments, rhs: Arguments) {
    lhs.named += rhs.named
    lhs.others += rhs.others
  }

  /// One a parameter of the statement, in its order.
  package func values(for statement: SQL) -> [StoredValue] {
    guard !named.isEmpty else {
      precondition(others.count == statement.parameters.count, "\(others.count) arguments for: \(statement)")
      return others
    }
    var rest = others[...]
    return statement.parameters.map { parameter in
      if let (_, value) = named.first(where: { $0.name == parameter }) { return value }
      guard let value = rest.popFirst() else { preconditionFailure("nothing for :\(parameter) in: \(statement)") }
      return value
    }
  }
}

/// What `Value` is outside of a type that is a dictionary literal.
package typealias StoredValue = Value
