import type { Field } from '../../../api/answers.js';
import type { QuerySpec } from './query-spec.js';

const RELATION = /^(?:root|parent|any)\./;

/** What a query names and no row has had so far; nothing as long as the fields are not known. */
export function absentColumns(
  { calculations = [], filters = [], breakdowns = [] }: QuerySpec,
  fields: readonly Field[] | undefined,
): readonly string[] {
  if (fields === undefined) return [];
  const known = new Set(fields.map(({ name }) => name));
  const named = [...calculations, ...filters].flatMap(({ column }) => column ?? []);
  return [...new Set([...named, ...breakdowns])].filter(
    (name) => !known.has(name) && !known.has(name.replace(RELATION, '')),
  );
}

/** `enduser.id has not arrived yet: no row of this run has it.` */
export function absenceText(names: readonly string[]): string {
  return names.length === 1
    ? `${names[0]} has not arrived yet: no row of this run has it.`
    : `${names.join(', ')} have not arrived yet: no row of this run has them.`;
}

/** The server's own word for it, where it refuses such a query; any other refusal as it is. */
export function refusalText(message: string): string {
  const [, name] = /there is no column ("(?:[^"\\]|\\.)*") in this run/.exec(message) ?? [];
  return name === undefined ? message : absenceText([JSON.parse(name) as string]);
}
