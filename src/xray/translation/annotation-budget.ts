const MAX_ANNOTATIONS = 50;
const MAX_KEY_LENGTH = 500;
const MAX_TEXT_LENGTH = 1_000;

export interface Annotation {
  readonly key: string;
  readonly value: string | number | boolean;
  /** Nothing of the value was lost: a long text is clipped. */
  readonly whole: boolean;
}

/** The annotations that X-Ray indexes of one trace: 50, by keys of its alphabet. One budget serves a whole document. */
export class AnnotationBudget {
  private left = MAX_ANNOTATIONS;

  /** `value` as an annotation, if it can be one (a string, a number, a boolean) and there is room; the key may be another. */
  annotate(name: string, value: unknown, isFree: (key: string) => boolean): Annotation | undefined {
    const key = name.replace(/[^A-Za-z0-9_.:]/g, '_').slice(0, MAX_KEY_LENGTH);
    if (this.left === 0 || key === '' || !isFree(key)) return undefined;
    const fitting = typeof value === 'string' ? clip(value) : value;
    const isPlain = typeof fitting === 'string' || typeof fitting === 'boolean' || Number.isFinite(fitting);
    if (!isPlain) return undefined;
    this.left -= 1;
    return { key, value: fitting as Annotation['value'], whole: fitting === value };
  }
}

/** Never between the two halves of a character. */
function clip(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  return text.slice(0, MAX_TEXT_LENGTH).replace(/\p{Surrogate}$/u, '');
}
