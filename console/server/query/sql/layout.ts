import type { ColumnType } from '../column.js';

/** How rows stand in the database's tables `items` and `resources`; the kinds are the values of `items.kind`. */
export const rowKinds = { span: 0, span_event: 1, link: 2, log: 3 } as const;

/** What the translation has to know of one database. */
export interface Layout {
  /** The column of `items` that holds this attribute as this type, where there is one. */
  promoted(name: string, type: ColumnType): string | undefined;
  /** Where the attribute was seen. */
  places(name: string): { readonly onRow: boolean; readonly onResource: boolean };
}
