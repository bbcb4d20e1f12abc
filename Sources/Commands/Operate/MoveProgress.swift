import JobModel

/// Tells how a move gets on: one line that is rewritten on a terminal, one line a table otherwise.
struct MoveProgress: Sendable {
  private let source: String
  private let rewrites = Console.errorIsTerminal

  init(of source: String) { self.source = source }

  func show(_ step: MoveStep) {
    switch step {
    case .stamped: Console.error("\(source) takes nothing any more")
    case .copied(let table, let rows, let all):
      if rewrites {
        Console.progress("\(table): \(rows) of \(CountText.of(all, "row"))")
      } else if rows == all {
        Console.error("\(table): \(CountText.of(all, "row"))")
      }
    case .compared(let table): if rewrites { Console.progress("\(table): compared") }
    case .marked, .numbered, .finished: break
    }
  }

  func end() {
    if rewrites { Console.endProgress() }
  }
}
