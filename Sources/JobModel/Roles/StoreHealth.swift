/// Whether the store is in order, and copies of it.
package protocol StoreHealth: Sendable {
  /// How it is. Reads all of it.
  func condition() async throws -> StoreCondition

  /// A copy of the whole store as it is now, into a file that must not exist; on disk when this returns.
  func backUp(to path: String) async throws
}
