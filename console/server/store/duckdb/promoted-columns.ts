import type { ColumnType } from '../../query/column.js';
import { usualAttributes } from '../../query/usual-attributes.js';

/** How an attribute stands in a column of its own. */
export type PromotedType = 'VARCHAR' | 'DOUBLE' | 'BOOLEAN';

export interface PromotedColumn {
  readonly name: string;
  readonly type: PromotedType;
  /** The column of `items`. */
  readonly column: string;
}

/** Each column costs every row that is written. */
const most = 32;

/** The attributes of one file that are columns too. */
export class PromotedColumns {
  private readonly columns: PromotedColumn[] = [];

  all(): readonly PromotedColumn[] {
    return this.columns;
  }

  find(name: string, type: ColumnType): PromotedColumn | undefined {
    return this.columns.find((column) => column.name === name && column.type === promotedType(type));
  }

  /** The next column, which is the caller's to create; undefined where there are as many as there may be. */
  next(name: string, type: PromotedType): PromotedColumn | undefined {
    return this.columns.length < most ? { name, type, column: `p${this.columns.length}` } : undefined;
  }

  add(column: PromotedColumn): void {
    this.columns.push(column);
  }

  addUsual(): void {
    for (const [name, type] of usualAttributes) {
      const column = this.next(name, promotedType(type));
      if (column !== undefined) this.add(column);
    }
  }
}

export function promotedType(type: ColumnType): PromotedType {
  if (type === 'string' || type === 'number') return 'VARCHAR';
  return type === 'boolean' ? 'BOOLEAN' : 'DOUBLE';
}
