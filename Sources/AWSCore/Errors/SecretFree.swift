import Foundation

/// What a stranger wrote, made fit for a message.
enum SecretFree {
  /// At most 200 characters on one line, without anything that could be a key, a token or a password.
  static func excerpt(_ bytes: [UInt8]) -> String {
    let text = PrintableText.oneLine(String(decoding: bytes.prefix(4096), as: UTF8.self))
      // A word that says what follows is a secret takes it along, whatever it looks like.
      .replacing(/(?i)(secret|password|passwd|token|credential|key|authorization|bearer)("?\s*[=:]\s*|\s+is\s+)\S+/) {
        "\($0.1)\($0.2)[hidden]"
      }
      // Sixteen of base64's characters in a row are a key sooner than a word.
      .replacing(/[A-Za-z0-9+\/=_]{16,}/, with: "[hidden]")
    return String(text.prefix(200))
  }
}
