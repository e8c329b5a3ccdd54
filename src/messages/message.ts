/** A message as the API writes it: handle and display name are the sender's. */
export interface Message {
  readonly uuid: string;
  readonly display_name: string;
  readonly handle: string;
  readonly message: string;
  readonly created_at: string;
}
