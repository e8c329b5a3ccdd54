/** A reply that somebody posted, as it is kept. It lives as long as the activity of its thread. */
export interface CreatedReply {
  readonly uuid: string;
  /** The activity or the reply that was answered. */
  readonly replyToUuid: string;
  /** The activity under which it is shown. */
  readonly threadUuid: string;
  readonly handle: string;
  readonly displayName: string;
  readonly message: string;
  readonly createdAt: Date;
}
