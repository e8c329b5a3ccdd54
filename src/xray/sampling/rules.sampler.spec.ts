import { loadXRaySdk } from '../xray-sdk.config.js';
import { RulesSampler } from './rules.sampler.js';
import { SamplingRule, type SamplingRuleDocument } from './sampling-rule.js';
import type { SamplingRequest } from './xray-sampler.js';

const ANY = { Priority: 1, FixedRate: 0, ReservoirSize: 0, ServiceName: '*', ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '*' }; // prettier-ignore
const rule = (RuleName: string, document: Partial<SamplingRuleDocument> = {}) =>
  new SamplingRule({ ...ANY, RuleName, ...document });
const HOME: SamplingRequest = {
  serviceName: 'backend-nest',
  host: 'localhost:4567',
  method: 'GET',
  path: '/api/activities/home',
};

function rulesSampler(rules: SamplingRule[], random = 0.5) {
  const time = { s: 1_000 };
  const fallback = { decide: () => true };
  const sampler = new RulesSampler({
    loadMatching: () => loadXRaySdk().utils.wildcardMatch,
    fallback,
    clock: () => time.s,
    random: () => random,
  });
  sampler.load(rules, time.s);
  const decide = (times = 1, request = HOME) => Array.from({ length: times }, () => sampler.decide(request));
  return { sampler, time, decide };
}

describe('central sampling rules', () => {
  it('follow the first that matches, by priority and then by name', () => {
    const rules = [
      rule('b', { Priority: 10, FixedRate: 1 }),
      rule('Default', { Priority: 10_000, FixedRate: 1 }),
      rule('a', { Priority: 10, FixedRate: 0 }),
      rule('c', { Priority: 9, FixedRate: 1, URLPath: '/api/messages/*' }),
    ];
    const { decide } = rulesSampler(rules);
    expect(decide()).toEqual([false]);
    expect(decide(1, { ...HOME, path: '/api/messages/@bayko' })).toEqual([true]);
  });

  it.each<[Partial<SamplingRuleDocument>, SamplingRequest, boolean]>([
    [{ ServiceName: 'backend-*' }, HOME, true],
    [{ ServiceName: 'BACKEND-NEST' }, HOME, true],
    [{ ServiceName: 'frontend' }, HOME, false],
    [{ Host: 'localhost:????' }, HOME, true],
    [{ Host: 'localhost:???' }, HOME, false],
    [{ HTTPMethod: 'POST' }, HOME, false],
    [{ URLPath: '/api/*/home' }, HOME, true],
    [{ URLPath: '/api/activities' }, HOME, false],
    [{ ServiceType: 'AWS::ECS::*' }, { ...HOME, serviceType: 'AWS::ECS::Fargate' }, true],
    [{ ServiceType: 'AWS::ECS::*' }, HOME, false],
    [{ HTTPMethod: 'GET' }, { serviceName: 'backend-nest' }, false],
    [{}, { serviceName: 'backend-nest' }, true],
  ])('%j for %j matches: %s', (document, request, expected) => {
    const { decide } = rulesSampler([rule('Cruddur', { ...document, FixedRate: 1 }), rule('Rest', { Priority: 2 })]);
    expect(decide(1, request)).toEqual([expected]);
  });

  it('leave to the fallback what none matches, and everything while there are none', () => {
    expect(rulesSampler([rule('Cruddur', { ServiceName: 'frontend' })]).decide()).toEqual([true]);
    expect(rulesSampler([]).decide()).toEqual([true]);
  });

  it('are trusted for an hour', () => {
    const { decide, time } = rulesSampler([rule('Cruddur')]);
    time.s += 3_600;
    expect(decide()).toEqual([false]);
    time.s += 1;
    expect(decide()).toEqual([true]);
  });

  it('borrow one trace a second from the reservoir until a quota is granted, then go by the rate', () => {
    const { decide, time } = rulesSampler([rule('Cruddur', { ReservoirSize: 5, FixedRate: 0.4 })]);
    expect(decide(3)).toEqual([true, false, false]);
    time.s += 1;
    expect(decide(2)).toEqual([true, false]);
  });

  it('take the quota in each second while it lasts, and borrow again afterwards', () => {
    const cruddur = rule('Cruddur', { ReservoirSize: 5 });
    const { decide, time } = rulesSampler([cruddur]);
    cruddur.grant({ quota: 2, quotaUntil: 1_010, rate: 0 });
    expect(decide(3)).toEqual([true, true, false]);
    time.s = 1_010;
    expect(decide(3)).toEqual([true, true, false]);
    time.s = 1_011;
    expect(decide(3)).toEqual([true, false, false]);
  });

  it('take nothing from a quota of nothing', () => {
    const cruddur = rule('Cruddur', { ReservoirSize: 5 });
    cruddur.grant({ quota: 0, quotaUntil: 2_000 });
    expect(rulesSampler([cruddur]).decide(2)).toEqual([false, false]);
  });

  it('count what they decided, and what a report that failed gives back', () => {
    const cruddur = rule('Cruddur', { ReservoirSize: 1, FixedRate: 1 });
    rulesSampler([cruddur]).decide(4);
    const statistics = cruddur.takeStatistics(1_000);
    expect(statistics).toEqual({ requests: 4, sampled: 3, borrowed: 1 });
    expect(cruddur.isDue(2_000)).toBe(false);
    cruddur.giveBack(statistics);
    expect([cruddur.isDue(1_009), cruddur.isDue(1_010)]).toEqual([false, true]);
    expect(cruddur.takeStatistics(1_010)).toEqual(statistics);
  });

  it('report as often as they are told to', () => {
    const cruddur = rule('Cruddur', { FixedRate: 1 });
    const { decide } = rulesSampler([cruddur]);
    decide();
    cruddur.takeStatistics(1_000);
    cruddur.grant({ intervalS: 30 });
    decide();
    expect([cruddur.isDue(1_029), cruddur.isDue(1_030)]).toEqual([false, true]);
  });

  it('go on with quota and counts when they are read anew, and with a new rate', () => {
    const { decide, sampler, time } = rulesSampler([rule('Cruddur', { ReservoirSize: 5 })]);
    sampler.rules[0]!.grant({ quota: 1, quotaUntil: 2_000, rate: 1 });
    expect(decide(2)).toEqual([true, true]);
    sampler.load([rule('Cruddur', { ReservoirSize: 5 })], time.s);
    expect(decide(1)).toEqual([true]);
    sampler.load([rule('Cruddur', { ReservoirSize: 5, FixedRate: 0.1 })], time.s);
    expect(decide(1)).toEqual([false]);
    expect(sampler.rules[0]!.takeStatistics(time.s)).toEqual({ requests: 4, sampled: 3, borrowed: 0 });
  });
});
