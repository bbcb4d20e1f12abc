package import AWSCore
import Foundation

extension EC2Client {
  package func parameter(_ name: String) async throws(AWSError) -> String {
    // Without escapes for `/`, which a name is full of; a dictionary of strings always encodes.
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let body = (try? encoder.encode(["Name": name])) ?? Data()
    return try await ssm.call("GetParameter", target: "AmazonSSM", body: Array(body), answer: GetParameterAnswer.self)
      .parameter.value
  }
}

private struct GetParameterAnswer: Decodable {
  struct Parameter: Decodable {
    let value: String

    enum CodingKeys: String, CodingKey { case value = "Value" }
  }

  let parameter: Parameter

  enum CodingKeys: String, CodingKey { case parameter = "Parameter" }
}
