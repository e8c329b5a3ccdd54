import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { isTracingSuppressed } from '@opentelemetry/core';
import { eventually } from '../../../test/support/eventually.js';
import { XRayDaemon } from '../../../test/support/xray-daemon.js';
import { DaemonSamplingApi } from './daemon-sampling-api.js';
import { RulesSampler } from './rules.sampler.js';
import { SamplingPoller } from './sampling-poller.js';

const CRUDDUR = { RuleName: 'Cruddur', RuleARN: 'arn:aws:xray:eu-west-1:1:sampling-rule/Cruddur', ResourceARN: '*', Priority: 9000, FixedRate: 0, ReservoirSize: 5, ServiceName: 'backend-nest', ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '*', Version: 1, Attributes: {} }; // prettier-ignore
const REQUEST = { serviceName: 'backend-nest', host: 'localhost', method: 'GET', path: '/' };

describe("the poller of the daemon's sampling rules", () => {
  let daemon: XRayDaemon;
  const pollers: SamplingPoller[] = [];
  beforeEach(async () => {
    daemon = await XRayDaemon.start();
    daemon.samplingRules = [CRUDDUR];
  });
  afterEach(async () => {
    for (const poller of pollers.splice(0)) poller.stop();
    await daemon.close();
  });

  function polling(time = { s: 1_000 }) {
    const changes: string[] = [];
    const sampler = new RulesSampler({
      loadMatching: () => (pattern, text) => pattern === text,
      fallback: { decide: () => true },
      clock: () => time.s,
      random: () => 0.5,
    });
    const poller = new SamplingPoller({
      api: new DaemonSamplingApi(`http://${daemon.address}`, 200),
      sampler,
      clock: () => time.s,
      onChange: (state, because) => changes.push(because === undefined ? state : `${state}: ${because}`),
      intervalMs: 20,
    });
    pollers.push(poller);
    return { poller, sampler, time, changes };
  }

  it('reads the rules, reports what they decided and follows the quota that is granted', async () => {
    const { poller, sampler, time } = polling();
    await poller.poll();
    expect(Array.from({ length: 4 }, () => sampler.decide(REQUEST))).toEqual([true, false, false, false]);
    daemon.samplingTargets = {
      documents: [{ RuleName: 'Cruddur', FixedRate: 0, ReservoirQuota: 3, ReservoirQuotaTTL: 1_060, Interval: 10 }],
      lastRuleModification: 900,
    };
    await poller.poll();
    expect(daemon.calls).toEqual(['/GetSamplingRules', '/SamplingTargets']);
    expect(daemon.statistics).toEqual([
      { RuleName: 'Cruddur', ClientID: expect.stringMatching(/^[0-9a-f]{24}$/) as string, Timestamp: 1_000, RequestCount: 4, SampledCount: 0, BorrowCount: 1 }, // prettier-ignore
    ]);
    time.s = 1_001;
    expect(Array.from({ length: 4 }, () => sampler.decide(REQUEST))).toEqual([true, true, true, false]);
  });

  it('reads the rules every five minutes, and at once when somebody changed one', async () => {
    const { poller, sampler, time } = polling();
    await poller.poll();
    time.s = 1_299;
    await poller.poll();
    expect(daemon.calls).toEqual(['/GetSamplingRules']);
    daemon.samplingTargets = { documents: [], lastRuleModification: 1_298 };
    sampler.decide(REQUEST);
    await poller.poll();
    daemon.samplingRules = [{ ...CRUDDUR, FixedRate: 1 }];
    await poller.poll();
    expect(daemon.calls).toEqual(['/GetSamplingRules', '/SamplingTargets', '/GetSamplingRules']);
    time.s = 1_300;
    expect([sampler.decide(REQUEST), sampler.decide(REQUEST)]).toEqual([true, true]);
    time.s = 1_599;
    await poller.poll();
    expect(daemon.calls.filter((call) => call === '/GetSamplingRules')).toHaveLength(3);
  });

  it('leaves out rules that cannot be decided at the start of a request, and what is no rule', async () => {
    const { poller, sampler } = polling();
    daemon.samplingRules = [
      { ...CRUDDUR, RuleName: 'two', Version: 2 },
      { ...CRUDDUR, RuleName: 'attributes', Attributes: { tier: 'gold' } },
      { ...CRUDDUR, RuleName: 'resource', ResourceARN: 'arn:aws:s3:::avatars' },
      { ...CRUDDUR, RuleName: 'broken', FixedRate: '0.1' },
      {},
      CRUDDUR,
    ];
    await poller.poll();
    expect(sampler.rules.map((rule) => rule.name)).toEqual(['Cruddur']);
  });

  it.each(['black hole', 'bad gateway', 'not json', 'reset'] as const)(
    'goes on without rules at a daemon that is a %s, says so once, and takes them when they come',
    async (behaviour) => {
      const { poller, sampler, changes } = polling();
      daemon.samplingBehaviour = behaviour;
      await poller.poll();
      await poller.poll();
      expect(sampler.decide(REQUEST)).toBe(true);
      expect(changes).toEqual([expect.stringMatching(/^silent: ./)]);
      daemon.samplingBehaviour = 'answer';
      await poller.poll();
      expect(sampler.rules).toHaveLength(1);
      expect(changes.at(-1)).toBe('answers');
    },
  );

  it('goes on with the rules it has while the daemon is away', async () => {
    const { poller, sampler, time, changes } = polling();
    await poller.poll();
    await daemon.close();
    time.s = 1_300;
    await poller.poll();
    expect([sampler.decide(REQUEST), sampler.decide(REQUEST)]).toEqual([true, false]);
    await daemon.open();
    await poller.poll();
    expect(changes).toEqual(['answers', expect.stringMatching(/ECONNREFUSED/), 'answers']);
    expect(daemon.calls).toEqual(['/GetSamplingRules', '/GetSamplingRules', '/SamplingTargets']);
  });

  it('sends what a failed report could not', async () => {
    const { poller, sampler, time } = polling();
    await poller.poll();
    sampler.decide(REQUEST);
    daemon.samplingBehaviour = 'bad gateway';
    await poller.poll();
    daemon.samplingBehaviour = 'answer';
    time.s = 1_010;
    sampler.decide(REQUEST);
    await poller.poll();
    expect(daemon.statistics).toMatchObject([{ RequestCount: 2, BorrowCount: 2 }]);
  });

  it('polls by itself from its start to its stop, and makes no spans', async () => {
    const contextManager = new AsyncLocalStorageContextManager().enable();
    context.setGlobalContextManager(contextManager);
    const suppressed: boolean[] = [];
    const onStart = () => suppressed.push(isTracingSuppressed(context.active()));
    subscribe('http.client.request.start', onStart);
    try {
      const { poller, sampler } = polling();
      poller.start();
      await eventually(() => expect(sampler.rules).toHaveLength(1));
      sampler.decide(REQUEST);
      await eventually(() => expect(daemon.statistics).toHaveLength(1));
      poller.stop();
      expect(suppressed).toEqual([true, true]);
    } finally {
      unsubscribe('http.client.request.start', onStart);
      context.disable();
    }
  });
});
