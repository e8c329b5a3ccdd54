import { type SamplingRule, type WildcardMatch } from './sampling-rule.js';
import { epochSeconds, type EpochClock, type Random, type SamplingRequest, type XRaySampler } from './xray-sampler.js';

export interface RulesSamplerOptions {
  /** Gives X-Ray's wildcard matching, once there are rules to match. */
  readonly loadMatching: () => WildcardMatch;
  /** Decides while there are no rules, and what no rule matches. */
  readonly fallback: XRaySampler;
  readonly clock?: EpochClock;
  readonly random?: Random;
}

/** Rules that nobody has confirmed for an hour are not followed any more. */
const TRUSTED_FOR_S = 3_600;

/** The first rule that matches decides, by priority and then by name. */
export class RulesSampler implements XRaySampler {
  private current: readonly SamplingRule[] = [];
  private readAt = -Infinity;
  private matching: WildcardMatch | undefined;
  private readonly clock: EpochClock;
  private readonly random: Random;

  constructor(private readonly options: RulesSamplerOptions) {
    this.clock = options.clock ?? epochSeconds;
    this.random = options.random ?? Math.random;
  }

  get rules(): readonly SamplingRule[] {
    return this.current;
  }

  decide(request: SamplingRequest): boolean {
    const now = this.clock();
    const { matching } = this;
    const isFresh = now - this.readAt <= TRUSTED_FOR_S;
    const rule = matching && isFresh && this.current.find((candidate) => candidate.matches(request, matching));
    return rule ? rule.decide(now, this.random()) : this.options.fallback.decide(request);
  }

  /** @param readAt when they were asked for, in seconds since the epoch. */
  load(rules: readonly SamplingRule[], readAt: number): void {
    if (rules.length > 0) this.matching ??= this.options.loadMatching();
    const known = new Map(this.current.map((rule) => [rule.name, rule]));
    for (const rule of rules) {
      const previous = known.get(rule.name);
      if (previous) rule.takeOver(previous);
    }
    this.current = rules.toSorted(byPriority);
    this.readAt = readAt;
  }
}

function byPriority({ document: one }: SamplingRule, { document: other }: SamplingRule): number {
  return one.Priority - other.Priority || (one.RuleName < other.RuleName ? -1 : 1);
}
