import type { Scalar } from '../query-spec.js';
import type { BoundValue } from './parameters.js';

export interface Statement {
  readonly sql: string;
  readonly values: readonly BoundValue[];
}

/** A result's row by column name; integers of any size are numbers. */
export type ResultRow = Readonly<Record<string, Scalar | null>>;
export type RunStatement = (statement: Statement) => Promise<readonly ResultRow[]>;
