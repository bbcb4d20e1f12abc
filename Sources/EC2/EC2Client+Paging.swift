import AWSCore

/// One page of an answer; a token, where there is one, asks for the next.
protocol PagedAnswer: Decodable {
  var nextToken: String? { get }
}

extension EC2Client {
  /// Follows `nextToken` to the end.
  ///
  /// - Parameter query: the query for the page that the token names; nil for the first.
  func pages<Answer: PagedAnswer>(
    of type: Answer.Type, query: (_ token: String?) -> EncodedQuery
  ) async throws(AWSError) -> [Answer] {
    var pages: [Answer] = []
    var seen: Set<String> = []
    var token: String?
    repeat {
      let answer = try await call(query(token))
      let page = try answer.decode(type)
      pages.append(page)
      token = page.nextToken.nonEmpty
      if let token, !seen.insert(token).inserted {
        // Following it would never end.
        throw answer.unrecognized("a nextToken that was already followed")
      }
    } while token != nil
    return pages
  }
}
