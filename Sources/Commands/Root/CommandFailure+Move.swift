import JobModel

extension CommandFailure {
  init(_ refusal: MoveRefusal) {
    switch refusal {
    case .workersLive(let workers, let place, let time):
      let (verb, them) = workers.count == 1 ? ("works", "it") : ("work", "them")
      self.init(
        .tryAgain, "nothing was changed: \(Self.words(workers)) \(verb) on \(place), and would be left behind",
        hint: "stop \(them), then move again; one that was killed counts for \(DurationText.rough(time)) more")
    case .occupied(let target, let tables):
      self.init(
        .configuration,
        "nothing was moved: \(target) has something already (\(tables.joined(separator: ", "))), and two queues do not mix",
        hint: "name an empty database with --to")
    case .otherMove(let target):
      self.init(
        .configuration, "nothing was moved: \(target) holds another queue's move, or another move of this one",
        hint: "name an empty database with --to")
    case .clocksDiffer(let target, let difference):
      let words = DurationText.rough(difference < .zero ? .zero - difference : difference)
      self.init(
        .configuration,
        "nothing was moved: the clock of \(target) is \(words) \(difference < .zero ? "behind" : "ahead of") this machine's",
        hint: "set right whichever is wrong, then move again: launches in doubt are timed by both")
    case .otherTarget(let source, let movedTo):
      self.init(
        .configuration, "nothing was moved: the queue of \(source) is on its way to \(movedTo)",
        hint: "finish that: geuse migrate --from \(source.quotedForShell) --to \(movedTo.quotedForShell); "
          + "or undo it first: geuse migrate --from \(source.quotedForShell) --take-back")
    case .overtaken(let target):
      self.init(
        .tryAgain, "somebody else is moving this queue to \(target), or has taken it back",
        hint: "see that only one geuse migrate runs, then run it again")
    case .differs(let target, let tables):
      self.init(
        .failed, "\(target) stays closed: what came over differs in \(tables.joined(separator: ", "))",
        hint: "was it written to past geuse? take the queue back with --take-back, then move it again")
    case .whole(let target, let time):
      self.init(
        .configuration, "the queue is whole at \(target) since \(time), and may have launched there: it stays there",
        hint: "use it there: --database \(target.quotedForShell)")
    case .lostSight(let target, let time):
      self.init(
        .configuration,
        "nothing was changed: since \(time) the queue may be whole where it went, and \(target) knows nothing of it",
        hint:
          "is it the same server? name that one with --to; PGHOST, PGPORT, PGDATABASE, PGSERVICE and DNS decide, too")
    case .notMoved(let source):
      self.init(.nothingToDo, "the queue of \(source) has not moved: there is nothing to take back")
    }
  }
}
