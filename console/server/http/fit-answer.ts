import { HttpRefusal } from './http-refusal.js';

const MAX_ANSWER_BYTES = 5 * 1024 * 1024;

/** The answer as JSON of at most 5 MB, made shorter until it fits; refused where it cannot be. */
export function fitAnswer<Answer>(answer: Answer, shorten: (answer: Answer) => Answer | undefined): string {
  for (let fitting: Answer | undefined = answer; fitting !== undefined; fitting = shorten(fitting)) {
    const text = JSON.stringify(fitting);
    if (Buffer.byteLength(text) <= MAX_ANSWER_BYTES) return text;
  }
  throw new HttpRefusal(422, 'the answer would be larger than 5 MB: a smaller limit or a narrower question fits');
}
