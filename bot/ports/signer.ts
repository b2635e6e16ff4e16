/** Signs with a key that does not leave its place. */
export interface Signer {
  /** Ed25519, as base64 of its SubjectPublicKeyInfo. */
  readonly publicKey: string;
  /** @returns the signature of the text's UTF-8 bytes, in base64. */
  sign(text: string): string;
}
