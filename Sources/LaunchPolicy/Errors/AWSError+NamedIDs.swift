package import AWSCore

extension AWSError {
  /// Whether EC2 refused the whole call because it knows one of its instances not.
  package var isAboutInstanceIDs: Bool { origin == .envelope && code.hasPrefix("InvalidInstanceID") }

  /// Those of these resource ids that EC2's message names: `The instance IDs 'i-1, i-2' do not exist`.
  package func named(among ids: some Sequence<String>) -> Set<String> {
    let words = Set(message.split { !($0.isLetter || $0.isNumber || "-_".contains($0)) }.map(String.init))
    return Set(ids.filter(words.contains))
  }
}
