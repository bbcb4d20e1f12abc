import Foundation
import Testing

/// A moto server on a free loopback port: another one's idea of EC2.
struct MotoServer: Sendable {
  /// Where it is, with keys it knows nothing of and does not check.
  let variables: [String: String]

  /// - Parameter settings: moto's own variables.
  static func during<Result: Sendable>(
    _ settings: [String: String] = [:], body: @Sendable (MotoServer) async throws -> Result
  ) async throws -> Result {
    let home = try Sandbox()
    let arguments = ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    let variables = settings.merging(["PYTHONUNBUFFERED": "1"]) { $1 }.merging(PythonScript.home) { $1 }
    return try await home.during(PythonScript.interpreter, arguments, variables: variables) { process in
      let line = try #require(
        await process.error.line(containing: "Running on http://"),
        "moto did not start; it needs python3 with moto[ec2,server] and boto3, see GEUSE_TEST_PYTHON\n\(process.error.text)"
      )
      let endpoint = try #require(line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.output)
      let moto = MotoServer(variables: [
        "AWS_ENDPOINT_URL": String(endpoint), "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
      ])
      let result = try await body(moto)
      process.stop()
      return result
    }.result
  }

  /// A sandbox whose AWS is this server.
  func sandbox(_ more: [String: String] = [:]) throws -> Sandbox { try Sandbox(variables.merging(more) { $1 }) }
}
