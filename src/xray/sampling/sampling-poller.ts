import { CleanScope } from '../../delivery/index.js';
import type { DaemonSamplingApi } from './daemon-sampling-api.js';
import type { RulesSampler } from './rules.sampler.js';
import { SamplingRule } from './sampling-rule.js';
import { epochSeconds, type EpochClock } from './xray-sampler.js';

export interface SamplingPollerOptions {
  readonly api: DaemonSamplingApi;
  readonly sampler: RulesSampler;
  /** Told when the daemon stops answering, and when it answers again. */
  readonly onChange?: (state: 'answers' | 'silent', because?: string) => void;
  readonly clock?: EpochClock;
  /** How often statistics are reported; a part of it is random, so that instances spread. */
  readonly intervalMs?: number;
}

const INTERVAL_MS = 10_000;
const RULES_EVERY_S = 300;

/**
 * Keeps the rules and quotas of a RulesSampler fresh: rules every five minutes, statistics and quotas every ten seconds;
 * while nobody answers it asks for the rules every time. One call at a time, none of them ever a span.
 *
 * aws-xray-sdk-core's own poller is not used. Run against a TCP stand-in (3.12.0) it takes ReservoirQuotaTTL and
 * LastRuleModification, which are seconds, for milliseconds: a quota that was granted is never used and a changed rule
 * never noticed. By its code it also ignores a quota of 0, forgets the statistics of a report that failed, and has no
 * timeout, so that a daemon which accepts and never answers leaves one more open socket every ten seconds.
 */
export class SamplingPoller {
  private readonly clock: EpochClock;
  private timer: NodeJS.Timeout | undefined;
  private rulesDueAt = 0;
  private busy = false;
  private answers: boolean | undefined;

  constructor(private readonly options: SamplingPollerOptions) {
    this.clock = options.clock ?? epochSeconds;
  }

  /** To be called at boot: its timer keeps the context it was made in. */
  start(): void {
    const { intervalMs = INTERVAL_MS } = this.options;
    new CleanScope().run(() => {
      this.timer = setInterval(() => void this.poll(), intervalMs * (1 + Math.random() / 10)).unref();
      void this.poll();
    });
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** One round; never rejects. */
  async poll(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      if (this.clock() >= this.rulesDueAt) await this.readRules();
      await this.report();
      this.say(true);
    } catch (error) {
      this.say(false, error instanceof Error ? error.message : String(error));
    } finally {
      this.busy = false;
    }
  }

  private async readRules(): Promise<void> {
    const askedAt = this.clock();
    const rules = await this.options.api.rules();
    this.options.sampler.load(
      rules.map((document) => new SamplingRule(document)),
      askedAt,
    );
    // Every account has the rule Default: none at all is no answer to keep.
    if (rules.length > 0) this.rulesDueAt = askedAt + RULES_EVERY_S;
  }

  private async report(): Promise<void> {
    const now = this.clock();
    const due = this.options.sampler.rules.filter((rule) => rule.isDue(now));
    if (due.length === 0) return;
    const statistics = new Map(due.map((rule) => [rule.name, rule.takeStatistics(now)]));
    try {
      const { targets, lastRuleModification } = await this.options.api.targets(statistics, now);
      for (const rule of due) rule.grant(targets.get(rule.name) ?? {});
      if (lastRuleModification > this.rulesDueAt - RULES_EVERY_S) this.rulesDueAt = 0;
    } catch (error) {
      for (const rule of due) rule.giveBack(statistics.get(rule.name)!);
      throw error;
    }
  }

  private say(answers: boolean, because?: string): void {
    if (this.answers === answers) return;
    this.answers = answers;
    this.options.onChange?.(answers ? 'answers' : 'silent', because);
  }
}
