/** How much one span may hold; the names and meanings are the SDK's `SpanLimits`, all of them given. */
export interface LeanLimits {
  readonly attributeCountLimit: number;
  /** In UTF-16 units; Infinity clips nothing. */
  readonly attributeValueLengthLimit: number;
  readonly eventCountLimit: number;
  readonly linkCountLimit: number;
  readonly attributePerEventCountLimit: number;
  readonly attributePerLinkCountLimit: number;
}
