import type { Field } from '../../../api/answers.js';

/** A choice of a combobox: what it stands for, and what is said of it at its right. */
export interface Option {
  readonly value: string;
  readonly hint: string;
}

export function fieldOptions(fields: readonly Field[]): readonly Option[] {
  return fields.map(({ name, type }) => ({ value: name, hint: type }));
}

/** The most frequent values of a field; how frequent is not said, as the server has it of some rows only. */
export function valueOptions(fields: readonly Field[], name: string): readonly Option[] {
  const top = fields.find((field) => field.name === name)?.top ?? [];
  return top.map(({ value }) => ({ value: String(value), hint: '' }));
}

/** Those that hold what is typed, those that begin with it first; in their own order otherwise. */
export function matching(options: readonly Option[], typed: string, limit = 50): readonly Option[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return options.slice(0, limit);
  const begin: Option[] = [];
  const hold: Option[] = [];
  for (const option of options) {
    const at = option.value.toLowerCase().indexOf(wanted);
    if (at === 0) begin.push(option);
    else if (at > 0) hold.push(option);
  }
  return [...begin, ...hold].slice(0, limit);
}
