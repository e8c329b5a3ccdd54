import { randomBytes } from 'node:crypto';
import { post } from '../../delivery/index.js';
import type { RuleStatistics, SamplingRuleDocument, SamplingTarget } from './sampling-rule.js';

const TIMEOUT_MS = 5_000;
const MAX_PAGES = 10;

export interface SamplingTargets {
  readonly targets: ReadonlyMap<string, SamplingTarget>;
  /** When somebody last changed a rule, in seconds since the epoch. */
  readonly lastRuleModification: number;
}

type Json = Record<string, unknown>;

/**
 * X-Ray's two sampling calls, which the daemon passes on and signs.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sampling.html
 */
export class DaemonSamplingApi {
  private readonly clientId = randomBytes(12).toString('hex');

  /** @param daemon `http://host:port` of the daemon's TCP side. */
  constructor(
    private readonly daemon: string,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** The rules of version 1 that ask for no attributes and no one resource: others cannot be decided at a request's start. */
  async rules(): Promise<SamplingRuleDocument[]> {
    const rules: SamplingRuleDocument[] = [];
    let token: unknown;
    for (let page = 0; page < MAX_PAGES && (page === 0 || typeof token === 'string'); page += 1) {
      const answer = await this.call('/GetSamplingRules', typeof token === 'string' ? { NextToken: token } : {});
      for (const record of listOf(answer['SamplingRuleRecords'])) {
        const rule = record['SamplingRule'];
        if (isUsable(rule)) rules.push(rule);
      }
      token = answer['NextToken'];
    }
    return rules;
  }

  async targets(statistics: ReadonlyMap<string, RuleStatistics>, now: number): Promise<SamplingTargets> {
    const answer = await this.call('/SamplingTargets', {
      SamplingStatisticsDocuments: [...statistics].map(([RuleName, { requests, sampled, borrowed }]) => ({
        RuleName,
        ClientID: this.clientId,
        Timestamp: Math.floor(now),
        RequestCount: requests,
        SampledCount: sampled,
        BorrowCount: borrowed,
      })),
    });
    const documents = listOf(answer['SamplingTargetDocuments']);
    return {
      targets: new Map(documents.map((document) => [String(document['RuleName']), toTarget(document)])),
      lastRuleModification: toEpoch(answer['LastRuleModification']) ?? 0,
    };
  }

  private async call(path: string, body: Json): Promise<Json> {
    const { status, body: answer } = await post({
      url: this.daemon + path,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(body)),
      signal: AbortSignal.timeout(this.timeoutMs),
    });
    if (status !== 200) throw new Error(`${path}: HTTP ${status}`);
    const parsed: unknown = JSON.parse(answer.toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null) throw new Error(`${path}: no JSON object`);
    return parsed as Json;
  }
}

function toTarget(document: Json): SamplingTarget {
  return {
    rate: toNumber(document['FixedRate']),
    quota: toNumber(document['ReservoirQuota']),
    quotaUntil: toEpoch(document['ReservoirQuotaTTL']),
    intervalS: toNumber(document['Interval']),
  };
}

/** AWS's JSON protocol writes times as seconds since the epoch; a string is a date. */
function toEpoch(time: unknown): number | undefined {
  return toNumber(typeof time === 'string' ? Date.parse(time) / 1000 : time);
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((item): item is Json => typeof item === 'object' && item !== null) : [];
}

function isUsable(rule: unknown): rule is SamplingRuleDocument {
  if (typeof rule !== 'object' || rule === null) return false;
  const document = rule as Json;
  const texts = ['RuleName', 'ServiceName', 'ServiceType', 'Host', 'HTTPMethod', 'URLPath'];
  const numbers = ['Priority', 'FixedRate', 'ReservoirSize'];
  return (
    document['Version'] === 1 &&
    (document['ResourceARN'] ?? '*') === '*' &&
    Object.keys(document['Attributes'] ?? {}).length === 0 &&
    texts.every((name) => typeof document[name] === 'string') &&
    numbers.every((name) => typeof document[name] === 'number')
  );
}
