extension HostileAnswer {
  /// Bodies that are no XML, or not the whole of it.
  static let unformed: [HostileAnswer] =
    [
      HostileAnswer("empty body") { _ in "" },
      HostileAnswer("white space alone") { _ in " \n\t\r\n " },
      HostileAnswer("plain text") { _ in "upstream connect error or disconnect/reset before headers" },
      HostileAnswer("HTML") { _ in "<!DOCTYPE html><html><body><p>Sign in<br></body></html>" },
      HostileAnswer("JSON") { _ in #"{"reservationId": "r-1", "instancesSet": [{"instanceId": "i-1"}]}"# },
      HostileAnswer("one byte short") { String($0.whole.dropLast()) },
      HostileAnswer("two documents") { $0.whole + $0.whole },
      HostileAnswer("text after the document") { $0.whole + "trailer" },
      HostileAnswer("text before the declaration") { "leader" + $0.whole },
      HostileAnswer("tags that cross") { $0.whole.replacing("<requestId>r</requestId>", with: "<a><b></a></b>") },
      HostileAnswer("an attribute twice") { $0.whole.replacing("<requestId>", with: "<requestId a='1' a='2'>") },
      HostileAnswer("a bare ampersand") {
        $0.whole.replacing("ami-1", with: "a & b").replacing(">ok<", with: ">a & b<")
      },
      HostileAnswer("a processing instruction") { $0.whole.replacing("<requestId>", with: "<?php?><requestId>") },
    ]
    + (1...9).map { tenth in
      HostileAnswer("cut after \(tenth) tenths") { good in
        String(decoding: good.whole.utf8.prefix(good.whole.utf8.count * tenth / 10), as: UTF8.self)
      }
    }

  /// Bytes that are not the letters they say they are.
  static let lettered: [HostileAnswer] = [
    HostileAnswer("a zero byte") { $0.whole.replacing("i-0123", with: "i-\0123") },
    HostileAnswer("a megabyte of zeros") { _ in [UInt8](repeating: 0, count: 1 << 20) },
    HostileAnswer("UTF-8 that calls itself UTF-16") { $0.whole.replacing("UTF-8", with: "UTF-16") },
    HostileAnswer("UTF-16") { good in [0xFE, 0xFF] + good.whole.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } },
    HostileAnswer("Latin-1") { good in
      let text = good.whole.replacing("UTF-8", with: "ISO-8859-1").replacing(
        "r</requestId>", with: "\u{E9}</requestId>")
      return text.unicodeScalars.map { UInt8($0.value) }
    },
    HostileAnswer("an encoding nobody knows") { $0.whole.replacing("UTF-8", with: "x-evil") },
    HostileAnswer("invalid UTF-8") { good in
      Array(good.whole.utf8).flatMap { $0 == UInt8(ascii: "-") ? [0xC3, 0x28] : [$0] }
    },
    HostileAnswer("UTF-8 in too many bytes") { good in
      Array(good.whole.utf8).flatMap { $0 == UInt8(ascii: "/") ? [0xC0, 0xAF] : [$0] }
    },
    HostileAnswer("two byte order marks") { "\u{FEFF}\u{FEFF}" + $0.whole },
    HostileAnswer("gzip", headers: "Content-Encoding: gzip\r\n") { _ in
      [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xB3, 0x29, 0x4A, 0xCD, 0xC9, 0x4E, 0xB5, 0x03, 0, 0, 0]
    },
  ]

  /// Whole documents that say something else.
  static let strange: [HostileAnswer] = [
    HostileAnswer("a page that is well formed") { _ in "<html><body>hello</body></html>" },
    HostileAnswer("another root") { $0.whole.replacing($0.root, with: "Response") },
    HostileAnswer("the root of another action") { $0.whole.replacing($0.root, with: "TerminateInstancesResponse") },
    HostileAnswer("the root in small letters") { $0.whole.replacing($0.root, with: $0.root.lowercased()) },
    HostileAnswer("an error with success") { _ in envelope },
    HostileAnswer("an error of STS with success") { _ in
      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"
    },
    HostileAnswer("a success with 500", status: "500 Internal Server Error") { $0.whole },
    HostileAnswer("a success with 404", status: "404 Not Found") { $0.whole },
    HostileAnswer("a redirect that carries an error", status: "302 Found", headers: "Location: http://127.0.0.1:9/\r\n")
    {
      _ in envelope
    },
    HostileAnswer("a page with 502", status: "502 Bad Gateway") { _ in "<html><body>Bad Gateway</body></html>" },
    HostileAnswer("nothing with 503", status: "503 Service Unavailable") { _ in "" },
    HostileAnswer("half an error", status: "400 Bad Request") { _ in String(envelope.dropLast(30)) },
    HostileAnswer("an error without a code", status: "400 Bad Request") { _ in
      envelope.replacing("<Code>InsufficientInstanceCapacity</Code>", with: "")
    },
    HostileAnswer("an error with an empty code", status: "400 Bad Request") { _ in
      envelope.replacing("InsufficientInstanceCapacity", with: "")
    },
    HostileAnswer("an error in CDATA", status: "400 Bad Request") { _ in
      "<Response><![CDATA[<Errors><Error><Code>InsufficientInstanceCapacity</Code></Error></Errors>]]></Response>"
    },
    HostileAnswer("an answer in CDATA") { $0.document("<![CDATA[\($0.inner)]]>") },
    HostileAnswer("nothing below the root") { $0.document("") },
    HostileAnswer("an item without its id") { $0.document($0.inner("<item>\($0.rest)</item>")) },
    HostileAnswer("an item without its state") { $0.document($0.inner("<item>\($0.identity)</item>")) },
    HostileAnswer("an empty item") { $0.document($0.inner("<item/>")) },
    HostileAnswer("an id twice") { $0.document($0.inner("<item>\($0.identity)\($0.identity)\($0.rest)</item>")) },
    HostileAnswer("the list twice") { $0.document($0.inner + $0.inner) },
    HostileAnswer("an id that is a list") { good in
      good.document(good.inner("<item><instanceId><item>i-1</item></instanceId>\(good.rest)</item>"))
    },
  ]

  static let envelope =
    "<Response><Errors><Error><Code>InsufficientInstanceCapacity</Code><Message>none</Message></Error></Errors>"
    + "<RequestID>r-1</RequestID></Response>"
}
