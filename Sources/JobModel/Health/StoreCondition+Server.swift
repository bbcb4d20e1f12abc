extension StoreCondition {
  /// What a database server says of itself and of us.
  package struct Server: Sendable, Equatable {
    /// As people name the database: without a password.
    package var name: String
    /// Such as `15.4`.
    package var version: String
    package var isEncrypted: Bool
    /// Whether anybody could listen in between: false for this machine's own addresses and sockets.
    package var isRemote: Bool
    package var role: Role
    package var durability: Durability
    /// How far the server's clock is ahead of this machine's.
    package var clockAhead: Duration
    /// Bytes.
    package var size: Int64

    package init(
      name: String, version: String, isEncrypted: Bool, isRemote: Bool, role: Role, durability: Durability,
      clockAhead: Duration, size: Int64
    ) {
      self.name = name
      self.version = version
      self.isEncrypted = isEncrypted
      self.isRemote = isRemote
      self.role = role
      self.durability = durability
      self.clockAhead = clockAhead
      self.size = size
    }
  }
}

extension StoreCondition.Server {
  /// Who we are there, and what we may do.
  package struct Role: Sendable, Equatable {
    package var name: String
    package var abilities: [Ability]

    package init(name: String, abilities: [Ability]) {
      self.name = name
      self.abilities = abilities
    }
  }

  package enum Ability: String, Sendable, CaseIterable {
    case read, enqueue, work, prune, migrate
  }

  /// What the server does so that a commit outlives a crash. As its settings have it.
  package struct Durability: Sendable, Equatable {
    package var fsync: Bool
    package var fullPageWrites: Bool
    package var checksums: Bool
    /// `on`, `off`, `local`, `remote_write` or `remote_apply`.
    package var synchronousCommit: String
    /// Who has to have a commit before it is answered; empty where nobody has.
    package var synchronousStandbys: String
    /// Servers that follow this one now.
    package var standbys: Int

    package init(
      fsync: Bool, fullPageWrites: Bool, checksums: Bool, synchronousCommit: String, synchronousStandbys: String,
      standbys: Int
    ) {
      self.fsync = fsync
      self.fullPageWrites = fullPageWrites
      self.checksums = checksums
      self.synchronousCommit = synchronousCommit
      self.synchronousStandbys = synchronousStandbys
      self.standbys = standbys
    }
  }
}
