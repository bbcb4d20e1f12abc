/// Who signed a call, and for which region.
struct Caller: Sendable, Equatable {
  let key: KeyRing.Key
  var account: String
  let region: String
}
