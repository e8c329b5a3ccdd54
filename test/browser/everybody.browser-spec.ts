import { ConsoleProcess } from './support/console-process.js';
import { cruddurTraffic } from './support/cruddur-traffic.js';
import { violations } from './support/axe.js';
import { picture, Visitor } from './support/visitor.js';

let consoleProcess: ConsoleProcess;
let visitor: Visitor;
let views: Record<string, readonly [hash: string, ready: string]>;

beforeAll(async () => {
  consoleProcess = await ConsoleProcess.start();
  visitor = await Visitor.at(consoleProcess.url);
  const traffic = cruddurTraffic(Date.now());
  await consoleProcess.send(traffic);
  const failed = traffic.spans.find(({ name, error }) => name === 'POST /transcode' && error !== undefined)!;
  views = {
    traces: ['#/traces', '[role=row] .pill'],
    trace: [`#/trace/${failed.traceId}?span=${failed.spanId}`, '[aria-label="The selected row"]'],
    query: ['#/query', '[aria-label=Table] td'],
    errors: ['#/errors', '[role=row] strong'],
    logs: ['#/logs', '[role=row] .level'],
    map: ['#/map', '.drawing .plate'],
    destinations: ['#/destinations', '.command'],
  };
});
afterAll(async () => {
  await visitor.leave();
  await consoleProcess.stop();
});

const names = ['traces', 'trace', 'query', 'errors', 'logs', 'map', 'destinations'];

describe.each([
  ['light', { dark: false }],
  ['dark', { dark: true }],
  ['on a phone of 360 pixels', { width: 360, height: 740 }],
])('every view, %s', (how, options) => {
  it.each(names)('%s is accessible and fits', async (name) => {
    const [hash, ready] = views[name]!;
    const page = await visitor.open(hash, { ...options, reducedMotion: true });
    await page.locator(ready).first().waitFor();
    await picture(page, `${name}-${how.replaceAll(' ', '-')}`);
    expect(await violations(page)).toEqual([]);
    const beyond = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth - innerWidth, scrollHeight - innerHeight];
    });
    expect(beyond).toEqual([0, 0]);
    await page.context().close();
  });
});

describe('the keyboard alone', () => {
  it('reaches the content by the skip link, the list by j and a trace by Enter, and comes back by Esc', async () => {
    const page = await visitor.open('#/traces');
    await page.locator('[role=row] .pill').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
    const chosen = page.getByRole('grid').locator('[aria-selected=true]');
    expect(await chosen.getAttribute('aria-rowindex')).toBe('3');
    await page.keyboard.press('Enter');
    await page.getByRole('treegrid').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('treegrid').locator('[aria-expanded=false]').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('grid', { name: /Traces/ }).waitFor();
  });

  it('goes to every view, shows its keys and closes them', async () => {
    const page = await visitor.open('#/traces');
    for (const [key, view] of [
      ['q', 'query'],
      ['e', 'errors'],
      ['l', 'logs'],
      ['m', 'map'],
      ['d', 'destinations'],
      ['t', 'traces'],
    ]) {
      await page.keyboard.press('g');
      await page.keyboard.press(key!);
      await page.waitForURL(new RegExp(`#/${view}`));
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await picture(page, 'help');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('goes on from within a list and from a trace', async () => {
    const page = await visitor.open('#/traces');
    await page.locator('[role=row] .pill').first().waitFor();
    const isInList = () => page.evaluate(() => document.activeElement?.matches('[role=grid], [role=treegrid]'));
    await page.keyboard.press('j');
    expect(await isInList()).toBe(true);
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    await page.keyboard.press('Tab');
    await page.getByRole('grid').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    for (const [key, view] of [
      ['e', 'errors'],
      ['l', 'logs'],
    ]) {
      await page.goto(page.url().replace(/#.*/, views.trace![0]));
      await page.getByRole('treegrid').waitFor();
      await page.keyboard.press('j');
      expect(await isInList()).toBe(true);
      await page.keyboard.press('g');
      await page.keyboard.press(key!);
      await page.waitForURL(new RegExp(`#/${view}`));
    }
  });

  it('selects and compares a region of the heatmap', async () => {
    const page = await visitor.open('#/query');
    const heatmap = page.getByRole('application', { name: /Heatmap/ });
    await heatmap.focus();
    await page.keyboard.press('ArrowDown');
    for (let step = 0; step < 30; step += 1) await page.keyboard.press('ArrowLeft');
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Comparison' }).waitFor();
  });
});

describe('the colours', () => {
  it('follow the system until one is chosen, and are remembered', async () => {
    const page = await visitor.open('#/destinations', { dark: true });
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await ground();
    await page.getByRole('button', { name: 'Colours: system' }).click();
    expect(await ground()).not.toBe(dark);
    await page.reload();
    await page.getByRole('button', { name: 'Colours: light' }).click();
    expect(await ground()).toBe(dark);
  });
});
