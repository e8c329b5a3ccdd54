import { ConsoleProcess } from './support/console-process.js';
import type { SentSpan } from './support/otlp.js';
import { picture, Visitor } from './support/visitor.js';

const LATE = 'c1'.repeat(16);
const DEEP = 'c2'.repeat(16);
let consoleProcess: ConsoleProcess;
let visitor: Visitor;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start();
  visitor = await Visitor.at(consoleProcess.url);
  const startMs = Date.now() - 5_000;
  const request: SentSpan = {
    traceId: LATE,
    spanId: 'd'.repeat(16),
    name: 'GET /api/activities/home',
    service: 'backend-nest',
    kind: 2,
    startMs,
    durationMs: 5.87,
  };
  const line = { service: 'backend-nest', traceId: LATE, spanId: request.spanId, severity: [9, 'INFO'] as const };
  await consoleProcess.send({
    spans: [request, ...chain(60, startMs)],
    logs: [
      { ...line, atMs: startMs + 6.4, body: '127.0.0.1 GET http /api/activities/home 200 OK' },
      { ...line, atMs: startMs + 90_000, body: 'cleaned up' },
    ],
  });
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

const id = (at: number) => `e${String(at).padStart(15, '0')}`;

/** Spans each inside of the one before. */
function chain(length: number, startMs: number): SentSpan[] {
  return Array.from({ length }, (_, at) => ({
    traceId: DEEP,
    spanId: id(at),
    ...(at > 0 && { parentId: id(at - 1) }),
    name: `level-${at}-resolve-the-followers-of-the-user`,
    service: 'shop',
    startMs: startMs + at,
    durationMs: 1_000 - 2 * at,
  }));
}

describe('the waterfall', () => {
  it('marks the line that comes after the last span, and says when one was that is far off', async () => {
    const page = await visitor.open(`#/trace/${LATE}`);
    const access = page.getByRole('row', { name: /200 OK/ });
    await access.locator('.track i').waitFor();
    const [mark, track] = await Promise.all([
      access.locator('.track i').boundingBox(),
      access.locator('.track').boundingBox(),
    ]);
    expect(mark!.x).toBeLessThan(track!.x + track!.width + 1);
    await page
      .getByRole('row', { name: /cleaned up/ })
      .getByText('1 min 30 s ›')
      .waitFor();
    await page.locator('main header').getByText('5.87 ms').waitFor();
  });

  it.each([1280, 360])('leaves room for the names of spans 60 levels deep, at %d pixels', async (width) => {
    const page = await visitor.open(`#/trace/${DEEP}`, { width });
    await page.getByRole('treegrid').focus();
    await page.keyboard.press('End');
    const name = page.getByRole('row', { name: /level-59/ }).getByText('level-59');
    await name.waitFor();
    expect((await name.boundingBox())!.width).toBeGreaterThan(100);
    await page
      .getByRole('row', { name: /level-59/ })
      .getByText('59', { exact: true })
      .waitFor();
    await picture(page, `deep-${width}`);
  });

  it('keeps the details in sight below a name that is long', async () => {
    await consoleProcess.send({
      spans: [{ ...chain(1, Date.now())[0]!, traceId: 'c3'.repeat(16), name: 'SELECT something '.repeat(300) }],
    });
    const page = await visitor.open(`#/trace/${'c3'.repeat(16)}`);
    await page.getByRole('region', { name: 'The selected row' }).getByText('Duration', { exact: true }).waitFor();
    const name = page.getByRole('region', { name: 'The selected row' }).getByRole('heading', { level: 2 });
    expect((await name.boundingBox())!.height).toBeLessThan(120);
  });

  it('looks the same after a reload: the row, the stretch of time, the critical path', async () => {
    const page = await visitor.open(`#/trace/${LATE}`);
    const access = page.getByRole('row', { name: /200 OK/ });
    await access.click();
    await page.keyboard.press('c');
    const axis = (await page.locator('[data-axis]').boundingBox())!;
    await page.mouse.move(axis.x + axis.width * 0.5, axis.y + 10);
    await page.mouse.down();
    await page.mouse.move(axis.x + axis.width * 0.9, axis.y + 10, { steps: 3 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Whole trace' }).waitFor();
    await page.waitForURL(/line=[^&]+&critical=true&from=[^&]+&to=/);
    const stretch = () => page.getByRole('region', { name: 'Waterfall' }).getByText(/ms – /).innerText();
    const before = await stretch();
    await page.reload();
    await page.getByRole('button', { name: 'Whole trace' }).waitFor();
    expect(await stretch()).toBe(before);
    expect(await access.getAttribute('aria-selected')).toBe('true');
    await page.getByRole('button', { name: 'Critical path', pressed: true }).waitFor();
    await page.keyboard.press('0');
    await page.waitForURL((url) => !url.href.includes('from='));
  });

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
