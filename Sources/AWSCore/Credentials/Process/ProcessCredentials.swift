import Foundation

/// Runs a profile's `credential_process` and reads the credentials that it prints.
///
/// Source: AWS SDKs and Tools Reference Guide, "Process credential provider".
struct ProcessCredentials: Sendable {
  let command: String
  let profile: String
  let runner: any CommandRunner
  /// A worker must not wait for ever for a program that wants a password.
  let timeout: Duration

  func credentials() async throws(CredentialError) -> AWSCredentials {
    guard let words = ShellWords.split(command), let program = words.first else {
      throw broken("is not a command line: close its quotes")
    }
    let outcome: CommandOutcome
    do {
      outcome = try await runner.run(words, timeout: timeout)
    } catch {
      throw broken("does not work: \(program) \(error): run it by hand to see why")
    }
    switch outcome.end {
    case .exited(0): break
    case .exited(let code): throw broken("does not work: \(program) exited with \(code)\(Self.said(outcome))")
    case .signalled(let signal):
      throw broken("does not work: \(program) was ended by signal \(signal)\(Self.said(outcome))")
    }
    return try read(outcome.output, program)
  }

  private struct Document: Decodable {
    let accessKeyID: String?
    let secretAccessKey: String?
    let sessionToken: String?
    let expiration: String?

    enum CodingKeys: String, CodingKey {
      case accessKeyID = "AccessKeyId"
      case secretAccessKey = "SecretAccessKey"
      case sessionToken = "SessionToken"
      case expiration = "Expiration"
    }
  }

  private struct Versioned: Decodable {
    let version: Int?

    enum CodingKeys: String, CodingKey { case version = "Version" }
  }

  /// What was printed is never quoted: it is made of secrets.
  private func read(_ output: [UInt8], _ program: String) throws(CredentialError) -> AWSCredentials {
    let decoder = JSONDecoder()
    guard let version = try? decoder.decode(Versioned.self, from: Data(output)) else {
      throw broken("does not work: \(program) printed something that is not a JSON object with a number Version")
    }
    guard version.version == 1 else {
      throw broken("does not work: \(program) printed Version \(version.version.map(String.init) ?? "none"), not 1")
    }
    guard let document = try? decoder.decode(Document.self, from: Data(output)) else {
      throw broken("does not work: \(program) printed a setting that is not text")
    }
    guard let id = document.accessKeyID, let secret = document.secretAccessKey, !id.isEmpty, !secret.isEmpty else {
      throw broken(
        "does not work: \(program) printed no \((document.accessKeyID ?? "").isEmpty ? "AccessKeyId" : "SecretAccessKey")"
      )
    }
    var expiration: Date?
    if let text = document.expiration {
      expiration = AWSDate.parse(text)
      guard expiration != nil else {
        throw broken("does not work: \(program) printed an Expiration that is not a time like 2030-01-31T12:00:00Z")
      }
    }
    return AWSCredentials(
      accessKeyID: id, secretAccessKey: secret, sessionToken: document.sessionToken, expiration: expiration)
  }

  private static func said(_ outcome: CommandOutcome) -> String {
    let excerpt = SecretFree.excerpt(outcome.errors)
    return excerpt.isEmpty ? ": run it by hand to see why" : ": \(excerpt)"
  }

  /// The program's arguments are not named: they may hold secrets.
  private func broken(_ message: String) -> CredentialError {
    CredentialError(.broken, "credential_process of profile \(profile) \(message)")
  }
}
