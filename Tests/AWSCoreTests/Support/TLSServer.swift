import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Subprocess
import Testing

/// An HTTPS server with a certificate for `localhost` and `ec2.example`, of an authority that was made for it.
struct TLSServer: Sendable {
  let port: Int
  /// The authority's certificate, a PEM file.
  let authority: String
  private let channel: any Channel

  init() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "geuse-tls-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let names = "subjectAltName=DNS:localhost,DNS:ec2.example"
    try await Self.openssl(
      folder,
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority "
        + "-keyout ca.key -out ca.pem")
    try await Self.openssl(
      folder,
      "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost "
        + "-keyout server.key -out server.csr -addext \(names)")
    try await Self.openssl(
      folder,
      "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -days 2 -copy_extensions copy "
        + "-out server.pem")
    authority = "\(folder)/ca.pem"
    let configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile("\(folder)/server.pem").map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: "\(folder)/server.key", format: .pem)))
    let context = try NIOSSLContext(configuration: configuration)
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Answer())
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = try #require(channel.localAddress?.port)
  }

  func stop() async throws {
    try await channel.close()
    try FileManager.default.removeItem(at: URL(filePath: authority).deletingLastPathComponent())
  }

  private static func openssl(_ folder: String, _ arguments: String) async throws {
    let result = try await run(
      .name("sh"), arguments: ["-c", "cd '\(folder)' && exec openssl \(arguments)"], output: .discarded,
      error: .string(limit: 10_000))
    try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
  }

  private final class Answer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .end = unwrapInboundIn(data) else { return }
      let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "5"])
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "<ok/>")))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
