/// What each client token is bound to.
///
/// Naming a zone, or a subnet and so its zone, makes a token zonal: in another zone the same token is a new one.
/// A call binds its token to its parameters even when it is then refused.
/// Source: AWS, "Ensuring idempotency in Amazon EC2 API requests".
struct ClientTokens: Sendable {
  struct Key: Sendable, Hashable {
    let token: String
    /// Nil for a regional token.
    let zone: String?
  }

  enum Verdict: Equatable {
    case launch
    /// Its first call was refused and this one is not to be, whatever the capacity.
    case launchAnyway
    /// The instances that the first call launched.
    case replay([String])
  }

  private struct Binding: Sendable {
    let digest: String
    var instanceIDs: [String] = []
    var isPromised = false
  }

  private var bindings: [Key: Binding] = [:]

  /// Says whether a call may launch, and binds its token.
  ///
  /// - Parameters:
  ///   - digest: of the call's parameters.
  ///   - isTerminated: of an instance that the token launched.
  mutating func bind(_ key: Key, digest: String, isTerminated: (String) -> Bool) throws(APIError) -> Verdict {
    guard key.token.utf8.count <= 64, key.token.utf8.allSatisfy({ $0 < 128 }), !key.token.isEmpty else {
      throw .invalidParameterValue(
        "Value (\(key.token)) for parameter clientToken is invalid. Up to 64 ASCII characters")
    }
    guard let bound = bindings[key] else {
      bindings[key] = Binding(digest: digest)
      return .launch
    }
    guard bound.digest == digest else {
      throw APIError(
        code: "IdempotentParameterMismatch",
        message: "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).")
    }
    guard !bound.instanceIDs.isEmpty else { return bound.isPromised ? .launchAnyway : .launch }
    guard !bound.instanceIDs.allSatisfy(isTerminated) else {
      throw APIError(
        code: "IdempotentInstanceTerminated",
        message: "The request cannot be completed because the launched instance has been terminated.")
    }
    return .replay(bound.instanceIDs)
  }

  /// Lets the next identical call launch.
  mutating func promise(_ key: Key) {
    bindings[key]?.isPromised = true
  }

  /// Notes what a token's call has launched.
  mutating func settle(_ key: Key, instanceIDs: [String]) {
    bindings[key]?.instanceIDs = instanceIDs
  }
}
