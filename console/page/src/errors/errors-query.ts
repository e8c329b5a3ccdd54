import type { ErrorGroup } from '../../../api/answers.js';
import { toMs } from '../format/instant.js';
import { type Filter, type QuerySpec, TWO_HOURS } from '../query/query-spec.js';
import { longestPart, partsOf } from './steady-parts.js';

/** The lengths that the builder offers; beyond the last, the query looks at the latest week. */
const RANGES = [TWO_HOURS, 28_800, 86_400, 604_800];

/**
 * When the exceptions of a group happened, and in what: they are span events. A group is a type, a message and a frame, the latter two
 * but for their ids and numbers; a query has no word for that, so it asks for the parts that stay.
 */
export function errorsOfGroup({ type, message, stack, first_seen_ns }: ErrorGroup, nowMs: number): QuerySpec {
  const age = (nowMs - toMs(first_seen_ns)) / 1_000;
  return {
    calculations: [{ op: 'COUNT' }],
    filters: [{ column: 'exception.type', op: '=', value: type }, ...ofMessage(message), ...ofFrame(stack)],
    breakdowns: ['parent_name'],
    time_range: RANGES.find((range) => range > age) ?? RANGES.at(-1)!,
  };
}

function ofMessage(message: string): readonly Filter[] {
  const column = 'exception.message';
  const parts = partsOf(message);
  if (parts.length === 1) return message === '' ? [] : [{ column, op: '=', value: message }];
  const [first = '', ...others] = parts;
  const rest = longestPart(others);
  return [
    ...(first.trim() === '' ? [] : [{ column, op: 'starts-with', value: first }]),
    ...(rest.trim() === '' ? [] : [{ column, op: 'contains', value: rest }]),
  ];
}

/** The same words may be thrown in two places. */
function ofFrame(stack: string | undefined): readonly Filter[] {
  const frame = stack?.split('\n').find((line) => /^\s+at |^\s+File "/.test(line)) ?? '';
  const value = longestPart(partsOf(frame.trim()));
  return value === '' ? [] : [{ column: 'exception.stacktrace', op: 'contains', value }];
}
