import { violations } from './support/axe.js';
import { ConsoleProcess } from './support/console-process.js';
import type { Attributes, SentMetric } from './support/otlp.js';
import { picture, Visitor } from './support/visitor.js';

const SERVICE = 'backend-nest';

let consoleProcess: ConsoleProcess;
let visitor: Visitor;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start({ HONEYCOMB_API_KEY: 'x'.repeat(22) });
  visitor = await Visitor.at(consoleProcess.url);
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

/** What a service reports of one destination, with its metrics. */
function reading(
  sink: string,
  counted: 'otel.sdk.exporter.span' | 'otel.sdk.exporter.log' | 'app.delivery.item',
  { delivered = 0, pending = 0, dropped = {}, breaker = 'closed', lastError = '' },
): SentMetric[] {
  const metric = (name: string, value: number, attributes: Attributes = {}): SentMetric => ({
    name,
    value,
    attributes: { 'otel.component.name': sink, ...attributes },
  });
  return [
    metric(`${counted}.exported`, delivered),
    metric(`${counted}.inflight`, pending),
    ...Object.entries(dropped).map(([reason, items]) =>
      metric(`${counted}.exported`, Number(items), { 'error.type': reason }),
    ),
    metric('app.delivery.queue.size', pending * 300),
    metric('app.delivery.breaker.state', 1, { 'app.delivery.breaker.state': breaker }),
    ...(lastError === '' ? [] : [metric('app.delivery.last_error.time', 1, { 'error.message': lastError })]),
  ];
}

describe('the destinations', () => {
  it('says what is missing, then shows each one as its service reports, while one watches', async () => {
    const page = await visitor.open('#/destinations', { reducedMotion: true });
    await page.getByText('No destination has said anything yet').waitFor();
    const card = (name: string) => page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });

    await consoleProcess.report(SERVICE, [
      ...reading('otlp', 'otel.sdk.exporter.span', { delivered: 48_000, pending: 12 }),
      ...reading('rollbar', 'app.delivery.item', {
        delivered: 3,
        pending: 40,
        dropped: { unauthorized: 2 },
        breaker: 'open',
        lastError: 'HTTP 401: invalid access token',
      }),
      ...reading('cloudwatch', 'otel.sdk.exporter.log', { delivered: 100 }),
    ]);
    await page.getByRole('heading', { name: SERVICE }).waitFor();
    await card('OTLP').getByText('delivering').waitFor();
    await card('OTLP').getByText('48K delivered').waitFor();
    await card('Rollbar').getByText('in trouble').waitFor();
    await card('Rollbar').getByText('HTTP 401: invalid access token').waitFor();
    await card('Rollbar').getByText('Lost: unauthorized').waitFor();
    await card('Rollbar').getByText('45', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'destinations-reported');

    await consoleProcess.report(SERVICE, reading('rollbar', 'app.delivery.item', { delivered: 45 }));
    await card('Rollbar').getByText('delivering').waitFor();
    expect(await card('Rollbar').getByText('HTTP 401').count()).toBe(0);
  });

  it('meters the free tiers, and names the setting that brings one inside', async () => {
    const page = await visitor.open('#/destinations');
    const honeycomb = page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'OTLP' }) });
    // 48,000 spans in an hour are 35 million events in a month, and 20 million are free.
    await honeycomb.getByText('175 %').first().waitFor();
    await honeycomb.getByText('OTEL_TRACES_SAMPLER_ARG at 0.57 x the present ratio').waitFor();
    await honeycomb.getByRole('meter', { name: 'Share of the free tier' }).waitFor();
  });

  it('say of a service that ended when it was last heard, calmly, whatever they were then', async () => {
    const before = new Date().toTimeString().slice(0, 8);
    await consoleProcess.report('ended', [
      ...reading('xray.otlp', 'otel.sdk.exporter.span', { pending: 604, breaker: 'open', lastError: 'HTTP 503' }),
      ...reading('cloudwatch', 'otel.sdk.exporter.log', { delivered: 100 }),
    ]);
    const pages = await Promise.all(
      [{}, { dark: true }, { width: 360, height: 740 }].map((options) =>
        visitor.open('#/destinations', { ...options, reducedMotion: true }),
      ),
    );
    for (const [index, page] of pages.entries()) {
      const cards = page.locator('section.service').filter({ has: page.getByRole('heading', { name: 'ended' }) });
      const heard = cards.getByText(/^last heard \d\d:\d\d:\d\d$/);
      await heard.nth(1).waitFor();
      const [, at] = /heard (.*)/.exec(await heard.first().innerText()) ?? [];
      expect(at! >= before || before > '23:58').toBe(true);
      expect(await cards.getByText(/^(?:in trouble|delivering)$/).count()).toBe(0);
      await cards.getByText('604 pending').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      await cards.scrollIntoViewIfNeeded();
      await picture(page, `destinations-silent-${index}`);
    }
    await consoleProcess.report('ended', reading('cloudwatch', 'otel.sdk.exporter.log', { delivered: 101 }));
    const again = pages[0]!.locator('section.service').filter({ hasText: 'ended' });
    await again.getByText('delivering').waitFor();
  });

  it("gives the doctor's command to copy", async () => {
    const page = await visitor.open('#/destinations');
    await page.getByRole('button', { name: /copy/i }).first().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('npm run doctor');
  });

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
