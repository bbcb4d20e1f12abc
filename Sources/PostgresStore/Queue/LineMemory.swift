#if Postgres
  import JobTransactions
  import Synchronization

  /// How far this process has come in each line of ready jobs, for when their heads are expensive to look at.
  ///
  /// What was claimed leaves dead entries at the head of its line, which stay for as long as anybody holds a snapshot that
  /// is older than they are; each claim would walk through all of them. Where that takes long, claims go on from where the
  /// last one was, and look from the head so seldom that it costs a twentieth of the time.
  final class LineMemory: Sendable {
    struct Line: Hashable {
      var kind: String
      var queue: String
      var priority: Int64
    }

    /// The last that was taken.
    struct Place {
      var runAt: Int64
      var id: Int64

      /// Before all others.
      static let head = Place(runAt: .min, id: .min)
    }

    enum View {
      case fromTheHead
      case fromThere([(line: Line, place: Place)])
    }

    /// In microseconds.
    static let cheap: Int64 = 3_000
    /// So many looks in a row are not: one may have had to wait for a processor.
    private static let evidence = 8
    private static let share = 20

    private struct Known {
      var places: [Line: Place] = [:]
      /// How long the last looks from the head took.
      var looks: [Int64] = []
      var nextLook = ContinuousClock.now

      var isExpensive: Bool { looks.count == LineMemory.evidence && looks.allSatisfy { $0 > LineMemory.cheap } }
    }
    private let known = Mutex<[[String]: Known]>([:])

    /// What a claim of these queues looks at.
    func view(for queues: [String]) -> View {
      known.withLock { known in
        guard let these = known[queues], these.isExpensive, ContinuousClock.now < these.nextLook else {
          return .fromTheHead
        }
        return .fromThere(these.places.map { ($0, $1) })
      }
    }

    /// - Parameters:
    ///   - took: how long the look took, in microseconds.
    ///   - lines: that there are; told where it took long.
    ///   - taken: the last of each line.
    func note(_ view: View, for queues: [String], took: Int64, lines: [Line], taken: [Line: Place]) {
      known.withLock { known in
        var these = known[queues] ?? Known()
        if case .fromTheHead = view {
          these.looks = Array((these.looks + [took]).suffix(Self.evidence))
          these.nextLook = ContinuousClock.now + .microseconds(took * Int64(Self.share))
          // Where nothing was taken of a line, whatever is in it is still ahead.
          these.places = Dictionary(uniqueKeysWithValues: lines.map { ($0, these.places[$0] ?? .head) })
        }
        for (line, place) in taken where these.places[line] != nil { these.places[line] = place }
        known[queues] = these
      }
    }

    /// - Parameter json: `[["terminate","default",0]]`
    static func lines(_ json: String) throws -> [Line] {
      try JSONText.decode([StoredLine].self, from: json).map(\.line)
    }

    private struct StoredLine: Decodable {
      let line: Line

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        line = Line(
          kind: try list.decode(String.self), queue: try list.decode(String.self), priority: try list.decode(Int64.self)
        )
      }
    }
  }
#endif
