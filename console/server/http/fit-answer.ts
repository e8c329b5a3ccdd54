import { HttpRefusal } from './http-refusal.js';

const MAX_ANSWER_BYTES = 5 * 1024 * 1024;

/**
 * The answer as JSON of at most 5 MB. A list that says that it goes on (`truncated`, `next`) may be shorter than it was
 * meant to be: the spans of a trace are halved until they fit. Any other answer is refused.
 */
export function fitAnswer(answer: unknown): string {
  for (let fitting = answer; ; fitting = shortened(fitting)) {
    const text = JSON.stringify(fitting);
    if (Buffer.byteLength(text) <= MAX_ANSWER_BYTES) return text;
  }
}

function shortened(answer: unknown): unknown {
  if (isTrace(answer) && answer.spans.length + answer.logs.length > 1)
    return { ...answer, spans: half(answer.spans), logs: half(answer.logs), truncated: true };
  throw new HttpRefusal(422, 'the answer would be larger than 5 MB: a smaller limit or a narrower question fits');
}

function half<Item>(items: readonly Item[]): readonly Item[] {
  return items.slice(0, Math.ceil(items.length / 2));
}

function isTrace(answer: unknown): answer is { readonly spans: readonly unknown[]; readonly logs: readonly unknown[] } {
  return typeof answer === 'object' && answer !== null && 'spans' in answer && 'truncated' in answer;
}
