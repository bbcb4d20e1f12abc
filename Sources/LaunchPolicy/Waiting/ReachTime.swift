import JobModel

/// How long waits of one kind take until they reach their goal: an average that follows what looks have shown.
///
/// A look shows that a goal was reached some time before it. One that is not the first shows no more than a few seconds
/// too much; a first one shows a bound alone, so that an average that is too high is taken down until looks come too
/// early once more.
package struct ReachTime: Sendable, Equatable {
  /// What is older than that is not known any more.
  package static let lifetime: Duration = .seconds(30 * 86_400)
  private static let many = 10

  package var average: Duration
  /// What the last wait took where that was far above the average: one that is slow says nothing, two in a row do.
  package var doubt: Duration?

  package init(average: Duration, doubt: Duration? = nil) {
    self.average = average
    self.doubt = doubt
  }

  package struct Sample: Sendable, Equatable {
    /// From the beginning of the wait to the look that showed its end.
    package var took: Duration
    /// Whether nobody had looked before.
    package var isFirstLook: Bool

    package init(took: Duration, isFirstLook: Bool) {
      self.took = took
      self.isFirstLook = isFirstLook
    }
  }

  /// - Parameters:
  ///   - known: what is known so far.
  ///   - samples: of one round, all of one kind. Dead instances are none.
  package static func learn(_ known: ReachTime?, _ samples: [Sample]) -> ReachTime? {
    guard !samples.isEmpty else { return known }
    let times = samples.map(\.took).sorted()
    let took = times[times.count / 2]
    // One look at a cohort is a look at all of it.
    let isBound = samples.allSatisfy(\.isFirstLook)
    guard let known else { return ReachTime(average: isBound ? took / 2 : took) }
    guard !isBound else { return took < known.average ? known.lowered(to: took / 2) : known }
    return samples.count < many ? known.followed(by: took) : known.followedByMany(took)
  }

  private func lowered(to took: Duration) -> ReachTime { ReachTime(average: (average + took) / 2) }

  private func followed(by took: Duration) -> ReachTime {
    guard took > average * 2 else { return ReachTime(average: average + (took - average) / 4) }
    guard let doubt else { return ReachTime(average: average, doubt: took) }
    return ReachTime(average: min(doubt, took))
  }

  private func followedByMany(_ took: Duration) -> ReachTime {
    ReachTime(average: (average + min(took, average * 3)) / 2)
  }
}

extension ReachTime {
  /// - Parameter fact: as ``fact`` made it.
  package init?(fact: [String]?) {
    let times = (fact ?? []).compactMap { Int64($0) }.map { Duration.milliseconds($0) }
    guard let average = times.first else { return nil }
    self.init(average: average, doubt: times.dropFirst().first)
  }

  /// Milliseconds, the average first.
  package var fact: [String] { [average, doubt].compactMap(\.self).map { "\($0.milliseconds)" } }
}
