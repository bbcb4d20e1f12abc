/// What the caller gets.
enum Outcome: Sendable, Equatable {
  case answer(Answer)
  /// The connection closes without a byte.
  case drop
}

struct Answer: Sendable, Equatable {
  var status: Int
  var contentType: String
  var requestID: String?
  var body: String
}
