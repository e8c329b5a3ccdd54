import type { LiveEvents } from '../../api/answers.js';

/** Of one tick, for one reader: a log line may be as large as a request. */
const MAX_CHARACTERS = 1024 * 1024;

export type LiveEvent = { [Name in keyof LiveEvents]: readonly [name: Name, data: LiveEvents[Name]] }[keyof LiveEvents];

/** Events as they are written to every reader, and how many were left out. */
export interface EventTexts {
  readonly text: string;
  readonly count: number;
  readonly skipped: number;
}

/**
 * Those for which there is room. How the destinations are is not counted, nor missed where it is left out: it is said again within
 * seconds, and whole.
 * @param skipped events that were left out before.
 */
export function eventTexts(events: readonly LiveEvent[], skipped: number): EventTexts {
  let text = '';
  let count = 0;
  for (const event of events) {
    const one = eventText(event);
    if (text.length + one.length > MAX_CHARACTERS) continue;
    text += one;
    if (isMissed(event)) count += 1;
  }
  return { text, count, skipped: skipped + events.filter(isMissed).length - count };
}

function isMissed([name]: LiveEvent): boolean {
  return name !== 'destinations';
}

/** JSON has no bare line break, so an event is one line whatever it holds. */
export function eventText([name, data]: LiveEvent): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
