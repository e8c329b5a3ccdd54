import { ConfigError } from '../config/index.js';
import type { Check, Examination } from './check.js';
import { Diagnosis } from './diagnosis.js';
import type { Finding, Outcome } from './finding.js';

const BOUND_MS = 5_000;
/** What has been aborted may still say more exactly what it was waiting for. */
const LAST_WORDS_MS = 250;

/** One check as a finding, whatever it does: it throws, or never ends. */
export async function boundedCheck(check: Check, given: Omit<Examination, 'signal'>): Promise<Finding> {
  const { destination } = check;
  const { surroundings } = given;
  const variables = check.variables.flatMap((variable) => {
    const source = surroundings.sourceOf(variable);
    return source === undefined ? [] : [`${variable} ${source}`];
  });
  const kept = surroundings.keptFromContainer(check.variables);
  const laptop = kept.map(
    (variable) => `docker-compose.yml does not hand ${variable} to the container: add it under environment`,
  );
  try {
    const { state = 'arrives', because, notes = [] } = await withinBound(check, given);
    return { destination, state, because, variables, notes: [...notes, ...laptop] };
  } catch (error) {
    // One line for a variable, whatever depends on it: it is among the findings of `boot`.
    if (error instanceof ConfigError)
      return { destination, state: 'off', because: `${error.variable} is refused`, variables, notes: [] };
    const { because, advice } = diagnosisOf(error);
    return { destination, state: 'fails', because, advice, variables, notes: laptop };
  }
}

async function withinBound(check: Check, given: Omit<Examination, 'signal'>): Promise<Outcome> {
  const over = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  // Not AbortSignal.timeout: its timer does not keep the process alive, and the sockets here do not either.
  const late = new Promise<never>((_resolve, reject) => {
    timers.push(
      setTimeout(() => over.abort(new DOMException('no answer in time', 'TimeoutError')), BOUND_MS - LAST_WORDS_MS),
      setTimeout(() => reject(noAnswer()), BOUND_MS),
    );
  });
  try {
    return await Promise.race([check.run({ ...given, signal: over.signal }), late]);
  } finally {
    timers.forEach((timer) => clearTimeout(timer));
    over.abort();
  }
}

function diagnosisOf(error: unknown): Diagnosis {
  if (error instanceof Diagnosis) return error;
  const said = error instanceof Error ? error.message || error.name : String(error);
  return new Diagnosis(said, 'this is none of the troubles that the doctor knows: start the service and read its log');
}

function noAnswer(): Diagnosis {
  return new Diagnosis(
    `no answer within ${BOUND_MS / 1_000} s`,
    'check the address and what stands between: name server, firewall, proxy',
  );
}
