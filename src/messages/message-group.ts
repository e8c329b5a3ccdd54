/** A conversation of the viewer as the API writes it: with whom, and when the last message was sent. */
export interface MessageGroup {
  readonly uuid: string;
  readonly display_name: string;
  readonly handle: string;
  readonly created_at: string;
}
