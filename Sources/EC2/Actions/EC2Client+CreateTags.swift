package import AWSCore

extension EC2Client {
  package func createTags(resources: [String], tags: [ResourceTag]) async throws(AWSError) {
    let answer = try await call(CreateTagsParameters(resources: resources, tags: tags).encoded)
    // Emulators leave the element out; only a plain "false" contradicts the 200.
    guard try answer.decode(CreateTagsAnswer.self).wasDone != false else {
      throw answer.unrecognized("a success that says it did nothing")
    }
  }
}

private struct CreateTagsAnswer: Decodable {
  let wasDone: Bool?

  enum CodingKeys: String, CodingKey { case wasDone = "return" }
}
