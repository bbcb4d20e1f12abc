import Testing

/// Everything that drives the built binary. One after another: each test starts processes of its own, and several at
/// once would measure the machine rather than geuse.
@Suite(.serialized, .timeLimit(.minutes(3))) enum EndToEnd {}
