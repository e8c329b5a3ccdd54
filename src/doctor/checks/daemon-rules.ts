import { post, type HttpAnswer } from '../../delivery/index.js';
import type { Examination } from '../check.js';
import { explainNetwork } from '../explain/explain-network.js';
import { describeTarget, type Target } from '../explain/target.js';

/** X-Ray's rules through the daemon; X-Ray's refusal of the daemon; or no way through it. */
export type DaemonAnswer =
  | { readonly kind: 'rules'; readonly count: number; readonly region: string | undefined }
  | { readonly kind: 'refused' | 'no way'; readonly because: string; readonly advice: string };

const NO_RULES =
  'no sampling rules (5 traces a second and a tenth of the rest are sent) and no proof of its credentials';

/** GetSamplingRules by the daemon's TCP side, which signs it with the daemon's credentials and passes it on. */
export async function askDaemonForRules(target: Target, { signal, clock }: Examination): Promise<DaemonAnswer> {
  const where = describeTarget(target);
  let answer: HttpAnswer;
  try {
    const headers = { 'content-type': 'application/json' };
    answer = await post({ url: `http://${where}/GetSamplingRules`, headers, body: Buffer.from('{}'), signal });
  } catch (error) {
    const diagnosis = explainNetwork(error, target);
    if (diagnosis === undefined) throw error;
    return {
      kind: 'no way',
      because: `its TCP side does not answer (${diagnosis.because}): ${NO_RULES}`,
      advice: adviceOnTcp(target),
    };
  }
  clock.hear(target.host, answer.headers.date);
  return read(answer, where, target);
}

function read({ status, headers, body }: HttpAnswer, where: string, target: Target): DaemonAnswer {
  const text = body.toString('utf8');
  if (status === 200) {
    const rules = rulesIn(text);
    if (rules !== undefined) return { kind: 'rules', count: rules.length, region: regionOf(text) };
    return {
      kind: 'no way',
      because: `${where}/tcp answers, and is no X-Ray daemon: ${NO_RULES}`,
      advice: `correct the tcp: part of ${target.variable}`,
    };
  }
  if (status === 502 || status === 504)
    return {
      kind: 'refused',
      because: `its own way to AWS is closed (HTTP ${status} at ${where}/tcp)`,
      advice:
        'give the daemon a way to xray.<region>.amazonaws.com (region: its -n option or AWS_REGION), and read its log',
    };
  const said = messageIn(text) ?? String(headers['x-amzn-errortype'] ?? '');
  return {
    kind: 'refused',
    because: `X-Ray refuses what the daemon signs (HTTP ${status}${said && `: ${said}`})`,
    advice: adviceOnRefused(status, said),
  };
}

function adviceOnRefused(status: number, said: string): string {
  if (/signature (?:expired|not yet)|skew/i.test(said)) return "set the clock of the daemon's machine";
  if (/expired/i.test(said)) return "the daemon's AWS session is over: give it fresh credentials and restart it";
  if (/not authorized|AccessDenied/i.test(said))
    return "the daemon's role or user needs the policy AWSXRayDaemonWriteAccess (xray:PutTraceSegments, xray:GetSamplingRules, xray:GetSamplingTargets)";
  if (status === 401 || status === 403)
    return 'give the daemon working AWS credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its own environment (compose: under the service of the daemon), or a role';
  return "read the daemon's log";
}

function adviceOnTcp({ port, variable }: Target): string {
  return `let the daemon listen for TCP too (its option -t 0.0.0.0:${port}; without it that side is its container's loopback) and publish ${port}/tcp, name it as tcp:host:port udp:host:port in ${variable}, or set XRAY_SAMPLING=all or reservoir=N,rate=R to do without`;
}

function rulesIn(text: string): readonly unknown[] | undefined {
  try {
    const { SamplingRuleRecords: rules } = Object(JSON.parse(text)) as { SamplingRuleRecords?: unknown };
    return Array.isArray(rules) ? rules : undefined;
  } catch {
    return undefined; // another server's page
  }
}

function messageIn(text: string): string | undefined {
  try {
    const { message, Message } = Object(JSON.parse(text)) as { message?: unknown; Message?: unknown };
    const said = message ?? Message;
    return typeof said === 'string' ? said : undefined;
  } catch {
    return undefined; // not X-Ray's words
  }
}

/** Each rule's ARN names region and account: `arn:aws:xray:eu-central-1:123456789012:sampling-rule/Default`. */
function regionOf(text: string): string | undefined {
  return /"arn:[\w-]+:xray:([a-z0-9-]+):/.exec(text)?.[1];
}
