import { describeEndpoint, sendProbeSegment, xrayConfig, type Endpoint } from '../../xray/index.js';
import type { Check, Examination } from '../check.js';
import { Diagnosis } from '../diagnosis.js';
import { doctorConfig } from '../doctor.config.js';
import { resolveName } from '../explain/resolve-name.js';
import { adviceOnRefusal } from '../explain/where-it-runs.js';
import type { Target } from '../explain/target.js';
import { askDaemonForRules, type DaemonAnswer } from './daemon-rules.js';
import { offBecauseOf } from './off-because-of.js';

const VARIABLE = 'AWS_XRAY_DAEMON_ADDRESS';
const DAEMON = 'the X-Ray daemon (docker compose up -d xray-daemon)';

/** UDP acknowledges nothing: what proves the daemon is that its TCP side gets an answer from X-Ray, with its credentials. */
export const xrayCheck: Check = {
  destination: 'xray',
  variables: [VARIABLE, 'XRAY_SAMPLING', 'AWS_XRAY_URL', 'AWS_REGION', 'AWS_DEFAULT_REGION'],
  run: async (examination) => {
    const { surroundings } = examination;
    const { daemon, sampling, tracingName } = xrayConfig.from(surroundings.environment);
    if (daemon === undefined)
      return offBecauseOf(VARIABLE, surroundings, ['AWS_XRAY_URL', 'AWS_XRAY_TRACING_NAME', 'XRAY_SAMPLING']);
    const udp = { ...daemon.udp, scheme: 'udp', variable: VARIABLE, what: DAEMON, surroundings } as const;
    await resolveName(udp);
    const tcp = { ...daemon.tcp, scheme: 'http', variable: VARIABLE, surroundings } as const;
    const asked = askDaemonForRules(tcp, examination);
    // Its outcome matters only once UDP is known to be well.
    asked.catch(() => undefined);
    await expectNoRefusal(udp, daemon.udp, examination, tracingName);
    const sent = `${describeEndpoint(daemon.udp)}/udp did not refuse a segment`;
    return proofOf(sent, await asked, sampling.kind === 'rules', examination);
  },
};

async function expectNoRefusal(
  target: Target,
  daemon: Endpoint,
  { span, signal }: Examination,
  tracingName: string | undefined,
): Promise<void> {
  const outcome = await sendProbeSegment(daemon, span, { nameOfServer: () => tracingName }, signal);
  if (outcome.kind === 'delivered') return;
  throw new Diagnosis(outcome.because, adviceOnRefusal(target));
}

function proofOf(sent: string, answer: DaemonAnswer, needsRules: boolean, { surroundings, span }: Examination) {
  const notes = [`look for trace ${span.traceId.replace(/^(.{8})/, '1-$1-')} in X-Ray`];
  if (answer.kind === 'rules') {
    const { region, count } = answer;
    const { region: own } = doctorConfig.from(surroundings.environment);
    if (region !== undefined && own !== undefined && region !== own)
      notes.push(`AWS_REGION is ${own} and the daemon sends to ${region}: look for the traces there`);
    return {
      because: `${sent}, and X-Ray${region === undefined ? '' : ` in ${region}`} answers through it with ${count} sampling rule${count === 1 ? '' : 's'}`,
      notes,
    };
  }
  if (needsRules || answer.kind === 'refused') throw new Diagnosis(`${sent}, but ${answer.because}`, answer.advice);
  return {
    because: `${sent} (UDP can prove no more)`,
    notes: [`${answer.because}: with this XRAY_SAMPLING it is not needed`, ...notes],
  };
}
