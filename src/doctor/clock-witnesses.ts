import type { Finding } from './finding.js';
import { sharesThisClock } from './explain/where-it-runs.js';

/** AWS refuses what is signed further off: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
const TOO_FAR_MS = 5 * 60_000;
const WORTH_A_WORD_MS = 60_000;

interface Testimony {
  readonly host: string;
  /** How far this machine is ahead of the host. */
  readonly aheadMs: number;
}

const ADVICE =
  'set it by NTP (timedatectl set-ntp true; Docker Desktop and WSL: restart them after a sleep): AWS refuses what is signed more than 5 minutes off, and traces stand at the wrong time';

/** The clocks of those who answered, by the Date headers of their answers, beside this machine's. */
export class ClockWitnesses {
  private readonly testimonies: Testimony[] = [];

  hear(host: string, date: string | undefined): void {
    const there = Date.parse(date ?? '');
    if (!Number.isNaN(there)) this.testimonies.push({ host, aheadMs: Date.now() - there });
  }

  /** Undefined where there is nothing to say: the clock is right, or nobody told the time. */
  finding(): Finding | undefined {
    const worst = this.testimonies.toSorted((one, other) => Math.abs(other.aheadMs) - Math.abs(one.aheadMs))[0];
    if (worst === undefined || isRight(worst)) return undefined;
    // Who runs on this machine agrees with it whatever time it is: somebody further away has to.
    const ally = this.testimonies.find((testimony) => isRight(testimony) && !sharesThisClock(testimony.host));
    const about = { destination: 'clock', variables: [], notes: [] };
    if (ally !== undefined)
      return { ...about, state: 'arrives', because: `right by ${ally.host}: it is ${worst.host} that is off` };
    const because = `this machine is ${describe(worst.aheadMs)} by the Date of ${worst.host}`;
    if (Math.abs(worst.aheadMs) < TOO_FAR_MS) return { ...about, state: 'arrives', because, notes: [ADVICE] };
    return { ...about, state: 'fails', because, advice: ADVICE };
  }
}

function isRight({ aheadMs }: Testimony): boolean {
  return Math.abs(aheadMs) < WORTH_A_WORD_MS;
}

function describe(aheadMs: number): string {
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  return `${minutes} minute${minutes === 1 ? '' : 's'} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
}
