import Foundation
import Testing

/// The places that hand out credentials of moto's (`credential-places.py`).
struct CredentialPlaces: Decodable, Sendable {
  let endpoint: String
  let role: String
  let userKey: String
  let userSecret: String
  let sessionKey: String
  let sessionSecret: String
  let sessionToken: String

  /// How many calls moto lets through unchecked: those that make the user and the role.
  static let unchecked = ["INITIAL_NO_AUTH_ACTION_COUNT": "5"]

  static func during<Result: Sendable>(
    _ moto: MotoServer, body: @Sendable (CredentialPlaces) async throws -> Result
  ) async throws -> Result {
    let home = try Sandbox(moto.variables)
    return try await home.during(
      PythonScript.interpreter, [PythonScript.credentialPlaces.path], variables: PythonScript.home
    ) { process in
      let line = try #require(await process.output.line(containing: "endpoint"), "\(process.error.text)")
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let result = try await body(decoder.decode(CredentialPlaces.self, from: Data(line.utf8)))
      process.stop()
      return result
    }.result
  }
}
