import type { Finding } from './finding.js';

export interface Report {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** What the rooms would have said to the log. */
  readonly remarks: readonly string[];
}

const STATES = { off: 'off', arrives: 'ok', fails: 'WRONG' } as const;

/** The report for people: a line a destination, its notes below it, and a last line with the verdict. */
export function printed({ ok, findings, remarks }: Report): string {
  const lines = findings.flatMap((finding) => [
    oneLine(describe(finding)),
    ...finding.notes.map((note) => `  note: ${oneLine(note)}`),
  ]);
  return `${[...lines, ...remarks.map((remark) => `  note: ${oneLine(remark)}`), verdict(ok, findings)].join('\n')}\n`;
}

function describe({ destination, state, because, advice, variables }: Finding): string {
  const todo = advice === undefined ? '' : `. To do: ${advice}`;
  const from = variables.length === 0 || state === 'off' ? '' : ` [${variables.join('; ')}]`;
  return `${destination}: ${STATES[state]}, ${because}${todo}${from}`;
}

function verdict(ok: boolean, findings: readonly Finding[]): string {
  const failing = findings.filter(({ state }) => state === 'fails').map(({ destination }) => destination);
  if (!ok) return `not everything would arrive: ${failing.join(', ')}`;
  const on = findings.filter(({ state, destination }) => state === 'arrives' && destination !== 'clock');
  return on.length === 0
    ? 'no destination is on'
    : `data would arrive at all that are on: ${on.map(({ destination }) => destination).join(', ')}`;
}

/** What others said may hold line breaks and escapes. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
