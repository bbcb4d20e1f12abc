extension Fault {
  /// What the caller gets of a call that it has struck.
  ///
  /// - Parameters:
  ///   - own: what the call itself answered; nil where it did not take effect.
  ///   - refused: the envelope of ``refusal(of:)``.
  ///   - garble: changes the bytes of an answer.
  func outcome(own: Answer?, refused: Answer?, garble: ([UInt8]) -> [UInt8]) -> Outcome {
    switch kind {
    case .dropBefore, .dropAfter, .late:
      return .drop
    case .hang:
      return Outcome(delay: min(delay ?? .seconds(60), Self.longestHang))
    case .refuse, .throttle, .internalError, .unavailable, .refuseThenLaunch:
      return Outcome(answer: refused)
    case .html:
      return .answer(Answer(status: status ?? 503, contentType: "text/html", body: Spoiling.page))
    case .answer:
      return .answer(raw)
    case .truncate:
      guard var answer = own else { return .drop }
      let cut = Spoiling.cut(answer.bytes.count, fraction: fraction ?? 0.5)
      guard endsCleanly == true else { return Outcome(answer: answer, cut: cut) }
      answer.bytes.removeLast(answer.bytes.count - cut)
      return .answer(answer)
    case .garble:
      guard var answer = own else { return .drop }
      answer.bytes = garble(answer.bytes)
      return .answer(answer)
    case .slow:
      return Outcome(answer: own, delay: min(delay ?? .seconds(5), Self.longestHang))
    case .partialView, .otherAccount:
      return Outcome(answer: own)
    }
  }

  private var raw: Answer {
    var answer = Answer(status: status ?? 200, contentType: contentType ?? "text/xml;charset=UTF-8")
    let once = bodyBase64.flatMap(Base64.decode) ?? Array((body ?? "").utf8)
    for _ in 0..<(repeats ?? 1) { answer.bytes += once }
    return answer
  }
}
