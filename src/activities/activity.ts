/** An activity as the API writes it. The original's mock ones have no display name, and some have `likes` for all counts. */
export interface Activity {
  readonly uuid: string;
  readonly handle: string;
  readonly display_name?: string;
  readonly message: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly likes?: number;
  readonly likes_count?: number;
  readonly replies_count?: number;
  readonly reposts_count?: number;
  readonly replies: readonly Reply[];
}

/** A reply as it stands in an activity. One that answers another reply stands beside it, under the same activity. */
export interface Reply {
  readonly uuid: string;
  readonly reply_to_activity_uuid: string;
  readonly handle: string;
  readonly display_name?: string;
  readonly message: string;
  readonly created_at: string;
  readonly likes_count: number;
  readonly replies_count: number;
  readonly reposts_count: number;
}
