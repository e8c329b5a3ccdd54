import type { SpoolFile } from './spool-file.js';

/** Some groups of a record: `count` of them, from the one numbered `from`. */
export interface StoredRange {
  readonly file: SpoolFile;
  /** Where the record begins in the file. */
  readonly at: number;
  readonly id: number;
  readonly from: number;
  readonly count: number;
  readonly items: number;
  readonly plainBytes: number;
}
