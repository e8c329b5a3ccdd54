import type { SamplingRequest } from './xray-sampler.js';

/** A central rule as GetSamplingRules gives it. */
export interface SamplingRuleDocument {
  readonly RuleName: string;
  readonly Priority: number;
  readonly FixedRate: number;
  readonly ReservoirSize: number;
  readonly ServiceName: string;
  readonly ServiceType: string;
  readonly Host: string;
  readonly HTTPMethod: string;
  readonly URLPath: string;
}

/** What SamplingTargets grants this instance of one rule. `quotaUntil` is in seconds since the epoch. */
export interface SamplingTarget {
  readonly rate?: number;
  readonly quota?: number;
  readonly quotaUntil?: number;
  readonly intervalS?: number;
}

export interface RuleStatistics {
  readonly requests: number;
  readonly sampled: number;
  readonly borrowed: number;
}

export type WildcardMatch = (pattern: string, text: string) => boolean;

const REPORT_INTERVAL_S = 10;

/** One rule at work in this instance: its quota of the shared reservoir, its rate, and what it has to report. */
export class SamplingRule {
  private rate: number;
  private quota: { readonly perSecond: number; readonly until: number } | undefined;
  private second = 0;
  private taken = 0;
  private statistics = { requests: 0, sampled: 0, borrowed: 0 };
  private reportAt = 0;
  private intervalS = REPORT_INTERVAL_S;

  constructor(readonly document: SamplingRuleDocument) {
    this.rate = document.FixedRate;
  }

  get name(): string {
    return this.document.RuleName;
  }

  /** What a request lacks (a background job has no host) matches only a pattern that asks for nothing. */
  matches(request: SamplingRequest, matches: WildcardMatch): boolean {
    const { ServiceName, ServiceType, Host, HTTPMethod, URLPath } = this.document;
    const wanted: [string, string | undefined][] = [
      [ServiceName, request.serviceName],
      [HTTPMethod, request.method],
      [URLPath, request.path],
      [Host, request.host],
      [ServiceType, request.serviceType],
    ];
    return wanted.every(([pattern, text]) => pattern === '*' || (text !== undefined && matches(pattern, text)));
  }

  /**
   * By the quota while one is granted, else by borrowing one trace a second from the reservoir until the service has
   * answered; then by the rate.
   */
  decide(now: number, random: number): boolean {
    this.statistics.requests += 1;
    if (this.takeFromReservoir(now)) return true;
    if (random >= this.rate) return false;
    this.statistics.sampled += 1;
    return true;
  }

  isDue(now: number): boolean {
    return this.statistics.requests > 0 && now >= this.reportAt;
  }

  /** What happened since the last report; it counts from zero again. */
  takeStatistics(now: number): RuleStatistics {
    const { statistics } = this;
    this.statistics = { requests: 0, sampled: 0, borrowed: 0 };
    this.reportAt = now + this.intervalS;
    return statistics;
  }

  /** A report did not arrive: its numbers are in the next one. */
  giveBack({ requests, sampled, borrowed }: RuleStatistics): void {
    this.statistics.requests += requests;
    this.statistics.sampled += sampled;
    this.statistics.borrowed += borrowed;
  }

  grant({ rate, quota, quotaUntil, intervalS }: SamplingTarget): void {
    if (rate !== undefined) this.rate = rate;
    if (quota !== undefined && quotaUntil !== undefined) this.quota = { perSecond: quota, until: quotaUntil };
    if (intervalS !== undefined && intervalS > 0) {
      this.reportAt += intervalS - this.intervalS;
      this.intervalS = intervalS;
    }
  }

  /** The rule was read anew: what was granted and counted goes on, unless its rate was changed by somebody. */
  takeOver(previous: SamplingRule): void {
    if (previous.document.FixedRate === this.document.FixedRate) this.rate = previous.rate;
    this.quota = previous.quota;
    this.second = previous.second;
    this.taken = previous.taken;
    this.statistics = previous.statistics;
    this.reportAt = previous.reportAt;
    this.intervalS = previous.intervalS;
  }

  private takeFromReservoir(now: number): boolean {
    const second = Math.floor(now);
    if (second !== this.second) {
      this.second = second;
      this.taken = 0;
    }
    const granted = this.quota !== undefined && now <= this.quota.until;
    const limit = granted ? this.quota!.perSecond : Math.min(this.document.ReservoirSize, 1);
    if (this.taken >= limit) return false;
    this.taken += 1;
    this.statistics[granted ? 'sampled' : 'borrowed'] += 1;
    return true;
  }
}
