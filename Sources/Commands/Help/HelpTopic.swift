import Foundation

/// What `geuse help TOPIC` explains besides the commands.
enum HelpTopic: String, CaseIterable {
  case states
  case exitCodes = "exit-codes"
  case errors
  case safety
  case postgres

  /// The text, where the arguments ask for a topic and nothing else.
  static func text(asked arguments: [String]) -> String? {
    guard arguments.count == 2, arguments[0] == "help" else { return nil }
    return HelpTopic(rawValue: arguments[1])?.text
  }

  var text: String {
    switch self {
    case .states: Self.statesText
    case .exitCodes: Self.exitCodesText
    case .errors: Self.errorsText
    case .safety: Self.safetyText
    case .postgres: Self.postgresText
    }
  }

  private static let statesText = """
    STATES OF A JOB

      blocked     waits for the job it depends on
      scheduled   its first run lies in the future
      ready       may be taken by any worker now
      retrying    was tried, and is tried again at its time
      running     a worker holds it under a lease
      polling     a wait that EC2 is asked about; costs no worker
      succeeded   final
      failed      final: its error says why, its hint what next
      cancelled   final

      blocked -> ready -> running -> succeeded, failed, cancelled
                   ^         |
                   +---------+  retrying: counted failures up to --max-failures;
                                capacity and throttling up to --retry-for
      running -> polling -> succeeded, failed

    A worker that dies loses its lease, 30 s after it was last seen, and its jobs
    are ready again (ten times at most). A job whose dependency failed fails with
    it, and waits again when that one is requeued. Scheduled, ready and retrying
    jobs are held while their queue or kind is paused: geuse status shows pauses.

    geuse requeue runs failed, cancelled and retrying jobs again now; geuse cancel
    ends what is not final.
    """

  private static let exitCodesText = """
    EXIT CODES

        0  done; also: nothing matched, nothing to do
        1  could not be done; with --follow or --exit-status: a job failed or was
           cancelled; doctor: something is to be done
        2  no such job or instance
       64  usage: a flag, a field or a line is wrong; nothing was written
       75  try again: the schema is old, a worker lives while somebody migrates,
           the database was replaced, its server does not answer, or a worker that
           was to end by itself has left only what is paused or halted, or its
           credentials do not work
       78  wrong account or configuration; the database's server does not let us in
      124  --follow-timeout passed; the jobs go on
      130  interrupted

    Data goes to standard output; everything else to standard error, behind
    "geuse: ".
    """

  private static let errorsText = """
    CLASSES OF ERRORS

    Each failed try has EC2's own code, a class, a message and often a hint. The
    class says what geuse does about it.

      capacity     none of it there now: the offering is closed for all for 15 to
                   60 s, the launch goes on with its next rung; until --retry-for
      offering     the type or market is not offered there: the next rung
      quota        a limit of the account: that market's family rests
      throttled    too many calls: later; does not count
      transient    trouble: later; counts where EC2 itself said it
      propagation  too new to be seen everywhere: for two minutes, then fails
      image, reference, input, permission, spot-role
                   will not get better by itself: fails at once, with what to do
      credentials  the worker rests and looks once a minute; no job fails
      ambiguous    it may have launched: settled under its client token first
      unknown      a code nobody here knows: a launch is ambiguous; else it counts
      batch        more at once than EC2 takes: fails at once; ask for fewer

      dependency   what it depends on failed or was cancelled
      timeout      a wait that was not met in time
      instance     the instance died or is impaired
      poison       its workers kept dying

    geuse list --class capacity       what failed or waits for want of capacity
    geuse requeue --error CODE        run again what failed with that code
    """

  private static let safetyText = """
    WHAT IS PROMISED

    A job runs at least once. Its outcome is accepted once a lease. Its instance
    exists at most once, as long as one copy of the database is in use. No instance
    is unknown.

    Before a launch leaves, its exact bytes and its client token are on disk; it is
    repeated under the same token; it moves on only when EC2 itself refused every
    copy of it, or when two looks, after the last signature has expired, found
    nothing.

    AFTER A RESTORE

      1. stop the workers, and whatever enqueues
      2. remove the database's -wal and -shm, and rename the backup into its place,
         with the owner, group and mode that the database had
      3. enqueue again what was enqueued since, with the same unique keys
      4. geuse doctor                        is the file sound?
      5. geuse doctor --reconcile            what EC2 has and the file does not know
      6. geuse doctor --reconcile --adopt    give it to its jobs; or --terminate
      7. start the workers

    Until then nothing is launched where EC2 has instances that the file does not
    know. Backups: geuse backup FILE. On a PostgreSQL server step 2 is, into an
    empty database: pg_restore --dbname=URL FILE.
    """

  private static let postgresText = """
    A QUEUE ON A POSTGRESQL SERVER

    Workers on many hosts share it. Every command takes its URL for the file:

      geuse status --database postgres://geuse@db/geuse?sslmode=verify-full
      GEUSE_DATABASE=postgres://geuse@db/geuse geuse worker

    The URL is libpq's, with all of its parameters, PG variables and files, and two
    of geuse's own: pool=8 (connections of this process at most, 1 to 64) and
    prepare=off (for poolers that lose prepared statements).

    PASSWORDS

      A password in a flag can be read by everybody on this machine (ps). Better:
        PGPASSFILE=FILE   or ~/.pgpass: lines of host:port:database:user:password;
                          a file that others may read is ignored (mode 0600)
        PGSERVICE=NAME    a section of ~/.pg_service.conf with all of it; the URL
                          is then postgres://?service=NAME
      geuse shows a URL without its password and never logs one.

    ENCRYPTION

      sslmode=verify-full&sslrootcert=FILE checks who answers; without sslmode the
      connection is encrypted only where the server wants it.

    BEGINNING

      createdb geuse, then, as who shall own the schema: geuse migrate
      Others need no more than geuse_producer, geuse_worker or geuse_reader:
      deploy/postgres/roles.sql. What is all right: geuse doctor

    WHEN THE SERVER IS AWAY

      A command waits for it for some seconds, then ends with 75. A worker waits 30
      seconds at its start; later it goes on trying for as long as it takes, sends
      nothing to EC2 meanwhile, and says once that it began and that it is over.

    All times are the server's. --database-mode and --durability are for files.
    """
}
