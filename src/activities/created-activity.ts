/** An activity that somebody posted, as it is kept. */
export interface CreatedActivity {
  readonly uuid: string;
  readonly handle: string;
  readonly displayName: string;
  readonly message: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
