import Foundation
import JobModel

extension QueueMove {
  /// Undoes a move that never became whole: the file may be used again, and the target is as empty as it was.
  ///
  /// The target goes first: were it finished meanwhile, the queue would be in both.
  /// - Throws: ``MoveRefusal``.
  package func takeBack() async throws {
    guard var stamp = try await source.read({ try await $0.moveStamp() }) else {
      throw MoveRefusal.notMoved(source: file)
    }
    let mark = try await target?.read { try await $0.moveMark() }
    if let target, let mark, mark.id == stamp.id {
      if let wholeAt = mark.wholeAt { throw MoveRefusal.whole(target: place, since: wholeAt) }
      let (queue, move) = (UUID().uuidString.lowercased(), stamp)
      // Who is cut short after the next step finds no mark any more, and needs none.
      try await source.write(.durable) { try await $0.setFinishing(move, false) }
      stamp.finishingAt = nil
      try await target.write(.durable) { try await $0.abandon(move, queue: queue) }
    } else if stamp.target != place {
      // Another place says nothing about the one where the queue went.
      throw MoveRefusal.otherTarget(source: file, movedTo: stamp.target)
    } else {
      try requireMark(mark, stamp)
    }
    let move = stamp
    try await source.write(.durable) { try await $0.unstamp(move) }
  }
}
