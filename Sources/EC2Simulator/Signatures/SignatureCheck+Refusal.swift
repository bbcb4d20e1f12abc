import Foundation

extension SignatureCheck {
  enum Failure {
    case unsigned
    case malformed
    case unknownKey
    case wrong
    case expired(signed: Date, now: Date)
    /// A temporary key past its end.
    case expiredKey
  }

  func refusal(_ failure: Failure) -> APIError {
    switch service {
    case .ec2: Self.ec2(failure)
    case .sts: Self.sts(failure)
    case .ssm: Self.ssm(failure)
    }
  }

  private static func ec2(_ failure: Failure) -> APIError {
    switch failure {
    case .unsigned:
      APIError(
        status: 401, code: "AuthFailure",
        message: "AWS was not able to authenticate the request: access credentials are missing")
    case .malformed, .unknownKey, .wrong:
      APIError(
        status: 401, code: "AuthFailure",
        message: "AWS was not able to validate the provided access credentials")
    case .expired(let signed, let now):
      APIError(
        code: "RequestExpired",
        message: "Request has expired. Timestamp date is \(signed.ec2). Current date is \(now.ec2)")
    case .expiredKey:
      APIError(code: "RequestExpired", message: "Request has expired.")
    }
  }

  private static func sts(_ failure: Failure) -> APIError {
    switch failure {
    case .unsigned:
      APIError(
        status: 403, code: "MissingAuthenticationToken", message: "Request is missing Authentication Token")
    case .malformed:
      APIError(
        status: 403, code: "SignatureDoesNotMatch",
        message: "The Authorization header, its credential scope or the date of the request is not valid.")
    case .unknownKey:
      APIError(
        status: 403, code: "InvalidClientTokenId",
        message: "The security token included in the request is invalid.")
    case .wrong:
      APIError(
        status: 403, code: "SignatureDoesNotMatch",
        message: "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
          + "Access Key and signing method. Consult the service documentation for details.")
    case .expired(let signed, let now):
      APIError(
        status: 403, code: "SignatureDoesNotMatch",
        message: "Signature expired: \(signed.ec2) is not within 15 min. of \(now.ec2)")
    case .expiredKey:
      APIError(
        status: 403, code: "ExpiredToken", message: "The security token included in the request is expired")
    }
  }

  private static func ssm(_ failure: Failure) -> APIError {
    switch failure {
    case .unsigned:
      APIError(code: "MissingAuthenticationTokenException", message: "Missing Authentication Token")
    case .malformed:
      APIError(
        code: "IncompleteSignatureException",
        message: "The Authorization header, its credential scope or the date of the request is not valid.")
    case .unknownKey:
      APIError(
        code: "UnrecognizedClientException", message: "The security token included in the request is invalid.")
    case .wrong:
      APIError(
        code: "InvalidSignatureException",
        message: "The request signature we calculated does not match the signature you provided.")
    case .expired(let signed, let now):
      APIError(
        code: "InvalidSignatureException",
        message: "Signature expired: \(signed.ec2) is not within 15 min. of \(now.ec2)")
    case .expiredKey:
      APIError(code: "ExpiredTokenException", message: "The security token included in the request is expired")
    }
  }
}
