import Foundation

/// `MaxResults` and `NextToken`: where a page starts in the list and how many it may hold.
struct Page: Sendable {
  let start: Int
  let size: Int

  /// - Parameters:
  ///   - sizes: what `MaxResults` may be.
  ///   - byID: whether ids were named, which EC2 does not take together with `MaxResults`.
  init(_ parameters: Parameters, sizes: ClosedRange<Int> = 5...1_000, byID: Bool = false) throws(APIError) {
    let asked = try parameters.integer("MaxResults")
    if let asked, !sizes.contains(asked) {
      throw .invalidParameterValue(
        "Value ( \(asked) ) for parameter maxResults is invalid. "
          + "Expecting a value between \(sizes.lowerBound) and \(sizes.upperBound).")
    }
    if asked != nil, byID {
      throw .invalidParameterCombination(
        "The parameter for explicit ids cannot be used with the parameter maxResults in the same request")
    }
    size = asked ?? sizes.upperBound
    start = try parameters["NextToken"].map { (token) throws(APIError) in try Self.decode(token) } ?? 0
  }

  /// The positions of this page, and the token of the next one when there are more.
  ///
  /// A token names a position in the whole list, not among the matches: what stops matching between two pages
  /// does not push others off the next page.
  func cut(_ positions: some Sequence<Int>, where matches: (Int) -> Bool) -> (positions: [Int], next: String?) {
    var taken: [Int] = []
    for position in positions where position >= start && matches(position) {
      if taken.count == size { return (taken, Self.encode(position)) }
      taken.append(position)
    }
    return (taken, nil)
  }

  private static func encode(_ position: Int) -> String {
    Data("after:\(position)".utf8).base64EncodedString()
  }

  private static func decode(_ token: String) throws(APIError) -> Int {
    guard let data = Data(base64Encoded: token), let text = String(data: data, encoding: .utf8),
      text.hasPrefix("after:"), let position = Int(text.dropFirst(6)), position >= 0
    else { throw APIError(status: 400, code: "InvalidNextToken", message: "The specified NextToken is not valid.") }
    return position
  }
}
