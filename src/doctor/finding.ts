/** What is known of one destination after it was tried. */
export interface Finding {
  /** The sink's name, as at boot; `clock` and `boot` are the two that are none. */
  readonly destination: string;
  readonly state: 'off' | 'arrives' | 'fails';
  /** The proof, or what is wrong, or why it is off. */
  readonly because: string;
  /** What a person should do: always there where it fails. */
  readonly advice?: string;
  /** The variables that made it what it is, each with where it was read from. */
  readonly variables: readonly string[];
  readonly notes: readonly string[];
}

/** A destination's check: `arrives` or `off`. What is wrong it throws, as a Diagnosis. */
export type Outcome = Pick<Finding, 'because'> & {
  readonly state?: 'off' | 'arrives';
  readonly notes?: readonly string[];
};
