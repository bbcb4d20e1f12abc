/// One capacity clock for every process: what EC2 refused, until when it rests, and who tries it next.
package protocol OfferingMemory: Sendable {
  /// What is closed; one whose rest is over stays here until somebody has tried it.
  /// - Parameter region: nil means all.
  func closings(region: String?) async throws -> [Closing]

  /// Closes what was refused, for longer each time in a row, and moves the jobs that wait to the next reopening on
  /// their ladders. Where it rests already, a refusal changes nothing: it was under way when the first one came; nor does
  /// one of a number where as small a number was refused since.
  func close(_ refusals: [Refusal]) async throws

  /// Opens these: what waited for a rung that they stood in the way of is ready now. Answers how many closings ended.
  @discardableResult
  func open(region: String, keys: [ClosingKey]) async throws -> Int

  /// Takes the one try at closings whose rest is over: all of them or none. False while another's try has not ended,
  /// or where the last try in that region is not ``RetryPolicy/probeSpacing`` ago.
  func takeProbe(region: String, keys: [ClosingKey], holder: String, lease: Duration) async throws -> Bool

  /// Ends a try that told nothing, or did not take place: somebody else may have the next one.
  func endProbe(region: String, holder: String) async throws

  /// What stands in the way of each rung of a spec's ladder, so that closings and openings move its jobs.
  func remember(ladder: [[ClosingKey]], spec: Int64, region: String) async throws
}
