import { eventually } from '../support/eventually.js';
import { ConsoleProcess } from './support/console-process.js';
import { cruddurTraffic } from './support/cruddur-traffic.js';
import { picture, Visitor } from './support/visitor.js';

let consoleProcess: ConsoleProcess;
let visitor: Visitor;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start();
  visitor = await Visitor.at(consoleProcess.url);
  await consoleProcess.send(cruddurTraffic(Date.now()));
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

describe('finding the failing request', () => {
  it('goes from the list to the span that threw, its stack and its log line', async () => {
    const page = await visitor.open();
    await page.getByRole('button', { name: 'Errors only' }).click();
    await page.waitForFunction(() => {
      const pills = [...document.querySelectorAll('[role=row] .pill')];
      return pills.length > 0 && pills.every((pill) => pill.textContent === '500');
    });
    await picture(page, 'errors-only');
    await page.getByRole('link', { name: 'POST /api/messages' }).first().click();
    await page.getByRole('treegrid', { name: 'Spans and log lines' }).waitFor();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('e');
    await page.getByRole('heading', { name: 'POST /transcode' }).waitFor();
    await page.getByText('at Transcoder.open (/app/dist/media/transcoder.js:41:11)').waitFor();
    expect(await page.getByRole('row', { name: /500 INTERNAL SERVER ERROR/ }).count()).toBe(1);
    await picture(page, 'trace');
  });

  it('keeps the span that is looked at in the address', async () => {
    const page = await visitor.open('#/traces?errors=true');
    await page.getByRole('link', { name: 'POST /api/messages' }).first().click();
    await page.getByRole('row', { name: /^.*create-message/ }).click();
    await page.waitForURL(/span=/);
    await page.reload();
    await page.getByRole('heading', { name: 'create-message' }).waitFor();
  });

  it('shows the critical path, folds, and zooms into a span and out again', async () => {
    const page = await visitor.open('#/traces?errors=true');
    await page.getByRole('link', { name: 'POST /api/messages' }).first().click();
    const rows = page.getByRole('treegrid').getByRole('row');
    await rows.nth(8).waitFor();
    await page.keyboard.press('c');
    await page.locator('.critical').first().waitFor();
    await page.getByRole('row', { name: /verify-session/ }).click();
    await page.keyboard.press('+');
    await page.getByRole('button', { name: 'Whole trace' }).waitFor();
    await page.keyboard.press('0');
    await page.getByRole('button', { name: 'Whole trace' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Fold', exact: true }).first().click();
    await page.getByText('+6', { exact: true }).waitFor();
  });

  it('goes to each error wherever it is folded, and counts them alike in every place', async () => {
    const page = await visitor.open('#/traces?errors=true');
    await page.getByRole('link', { name: 'POST /api/messages' }).first().click();
    await page.locator('main header').getByText('5 errors, 1 error line').waitFor();
    await page.getByRole('button', { name: 'Fold', exact: true }).first().click();
    await page.getByText('+6', { exact: true }).waitFor();
    const next = page.getByRole('button', { name: '5 errors, 1 error line' });
    const seen = new Set<string>();
    for (let step = 0; step < 6; step += 1) {
      await next.click();
      seen.add(await page.getByRole('treegrid').locator('[aria-selected=true]').innerText());
    }
    expect(seen.size).toBe(6);
    expect([...seen].some((text) => text.includes('POST /transcode'))).toBe(true);
  });

  it('copies the trace as OTLP JSON and as X-Ray documents', async () => {
    const page = await visitor.open('#/traces?errors=true');
    await page.getByRole('link', { name: 'POST /api/messages' }).first().click();
    const copied = async (name: string, part: string) => {
      await page.getByRole('button', { name }).click();
      return eventually(async () => {
        const text = await page.evaluate(() => navigator.clipboard.readText());
        if (!text.includes(part)) throw new Error(`the clipboard holds ${JSON.stringify(text.slice(0, 80))}`);
        return text;
      }, 30_000);
    };
    expect(JSON.parse(await copied('OTLP JSON', 'resourceSpans'))).toHaveProperty('resourceSpans');
    const documents = JSON.parse(await copied('X-Ray', 'start_time')) as { readonly trace_id: string }[];
    expect(documents.length).toBeGreaterThan(1);
    for (const { trace_id } of documents) expect(trace_id).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  it('filters by the value of an attribute', async () => {
    const page = await visitor.open('#/traces?errors=true');
    await page.getByRole('link', { name: 'POST /api/messages' }).first().click();
    await page.getByRole('link', { name: 'Traces with http.route = /api/messages' }).click();
    await page.waitForURL(/field=http.route&value=%2Fapi%2Fmessages/);
    await page
      .getByRole('row', { name: /POST \/api\/messages/ })
      .first()
      .waitFor();
    expect(await page.getByRole('row', { name: /GET/ }).count()).toBe(0);
  });

  it('finds the same error grouped, with its traces', async () => {
    const page = await visitor.open('#/errors');
    await page.getByRole('row', { name: /UnsupportedCodec/ }).click();
    await page.getByRole('region', { name: 'The selected error' }).getByText('Its latest traces').waitFor();
    await picture(page, 'errors');
    await page.getByRole('region', { name: 'The selected error' }).getByRole('link', { name: /^1/ }).first().click();
    await page.getByRole('treegrid').waitFor();
  });

  it('finds its log lines by level and text, and goes from a line to its trace', async () => {
    const page = await visitor.open('#/logs');
    await page.getByRole('combobox', { name: 'Level' }).selectOption('Errors');
    await page.getByRole('searchbox', { name: 'Text in the line' }).fill('internal server');
    await page.waitForFunction(() => {
      const rows = [...document.querySelectorAll('[role=row]:not(.head)')];
      return rows.length > 0 && rows.every((row) => /ERROR[^]*INTERNAL SERVER/.test(row.textContent ?? ''));
    });
    await picture(page, 'logs');
    await page
      .getByRole('row', { name: /INTERNAL/ })
      .first()
      .getByRole('link')
      .click();
    await page.getByRole('treegrid').waitFor();
  });

  it('draws who calls whom', async () => {
    const page = await visitor.open('#/map');
    await page.getByRole('link', { name: /^media/ }).waitFor();
    const row = page.getByRole('row', { name: /^web backend-nest/ });
    expect(await row.innerText()).toMatch(/420/);
    await picture(page, 'map');
    const [card, drawing] = await Promise.all([
      page.locator('.drawing').boundingBox(),
      page.locator('.drawing svg').boundingBox(),
    ]);
    expect(drawing!.x + drawing!.width).toBeLessThan(card!.x + card!.width);
  });

  it('says on a phone who calls whom in one cell, and breaks no word', async () => {
    const page = await visitor.open('#/map', { width: 360, height: 740 });
    const row = page.getByRole('row', { name: /^web → backend-nest 420/ });
    await row.waitFor();
    await picture(page, 'map-phone');
    expect((await row.boundingBox())!.height).toBeLessThan(60);
  });

  it('breaks no rule of its own security policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
