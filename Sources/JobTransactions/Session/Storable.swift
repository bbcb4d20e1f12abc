/// What a row's column or a statement's parameter is in Swift.
package protocol Storable {
  var stored: Value { get }
  /// Nil where the value is none of these.
  init?(stored value: Value)
}

extension Value: Storable {
  package var stored: Value { self }
  package init?(stored value: Value) { self = value }
}

extension Int64: Storable {
  package var stored: Value { .integer(self) }
  package init?(stored value: Value) {
    guard case .integer(let integer) = value else { return nil }
    self = integer
  }
}

extension Int: Storable {
  package var stored: Value { .integer(Int64(self)) }
  package init?(stored value: Value) {
    guard case .integer(let integer) = value else { return nil }
    self = Int(integer)
  }
}

/// 0 or 1.
extension Bool: Storable {
  package var stored: Value { .integer(self ? 1 : 0) }
  package init?(stored value: Value) {
    guard case .integer(let integer) = value else { return nil }
    self = integer != 0
  }
}

extension Double: Storable {
  package var stored: Value { .real(self) }
  package init?(stored value: Value) {
    switch value {
    case .real(let real): self = real
    case .integer(let integer): self = Double(integer)
    default: return nil
    }
  }
}

extension String: Storable {
  package var stored: Value { .text(self) }
  package init?(stored value: Value) {
    guard case .text(let text) = value else { return nil }
    self = text
  }
}

extension [UInt8]: Storable {
  package var stored: Value { .blob(self) }
  package init?(stored value: Value) {
    guard case .blob(let bytes) = value else { return nil }
    self = bytes
  }
}
