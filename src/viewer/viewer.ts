/** The signed-in user. */
export interface Viewer {
  readonly uuid: string;
  readonly handle: string;
  readonly displayName: string;
}
