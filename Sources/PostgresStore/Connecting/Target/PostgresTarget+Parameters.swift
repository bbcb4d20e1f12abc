#if Postgres
  import CLibpq
  import Foundation

  extension PostgresTarget {
    /// The names and the values as libpq takes them: two lists that end with a null pointer.
    func withParameters<Answer>(
      _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Answer
    ) -> Answer {
      let copies = parameters.map { (strdup($0), strdup($1)) }
      defer {
        for (name, value) in copies {
          free(name)
          free(value)
        }
      }
      return body(copies.map { UnsafePointer($0.0) } + [nil], copies.map { UnsafePointer($0.1) } + [nil])
    }
  }
#endif
