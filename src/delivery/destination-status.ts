/** What a destination's module says of itself at boot: on and where it sends, or off and the variable that turns it on. */
export type DestinationStatus =
  | { readonly sink: string; readonly state: 'on'; readonly to: string }
  | { readonly sink: string; readonly state: 'off'; readonly variable: string; readonly why?: string };
