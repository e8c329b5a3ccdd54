/** A message as it is kept. The receiver is whatever name the sender wrote. */
export interface SentMessage {
  readonly uuid: string;
  readonly senderHandle: string;
  readonly senderDisplayName: string;
  readonly receiverHandle: string;
  readonly message: string;
  readonly createdAt: Date;
}
