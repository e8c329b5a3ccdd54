import { ConsoleStandIn } from '../../test/support/console-stand-in.js';
import { eventually } from '../../test/support/eventually.js';
import { ConsoleLink } from './console-link.js';

jest.setTimeout(120_000);

describe('the link to the console', () => {
  const consoles: ConsoleStandIn[] = [];
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  let port: number;
  let link: ConsoleLink;
  let running: Promise<void>;
  let ups = 0;

  function begin(launch: () => boolean): void {
    const origin = `http://127.0.0.1:${port}`;
    const target = { port, origin, page: origin, token: undefined, tokenIsNew: false };
    link = new ConsoleLink({ target, launch, logger: { log: say, warn: say }, onUp: () => void (ups += 1) });
    running = link.run();
  }

  const comes = () => {
    void ConsoleStandIn.start('console', port).then((console) => consoles.push(console));
    return true;
  };
  const isUp = () => eventually(() => expect(link.isUp).toBe(true), 60_000);

  beforeEach(async () => {
    const free = await ConsoleStandIn.start();
    ({ port } = free);
    await free.stop();
    lines.length = ups = 0;
  });

  afterEach(async () => {
    link.end();
    for (const console of consoles.splice(0)) await console.stop();
    await running;
  });

  it('starts one where nobody listens, once, and holds its lease', async () => {
    let launches = 0;
    begin(() => {
      launches += 1;
      return comes();
    });
    await isUp();
    expect([launches, ups, consoles[0]?.owners.size, lines]).toEqual([1, 1, 1, []]);
  });

  it('takes the one that listens', async () => {
    consoles.push(await ConsoleStandIn.start('console', port));
    begin(() => {
      throw new Error('there is one');
    });
    await isUp();
    expect(lines).toEqual([]);
  });

  it('starts another one when it has gone', async () => {
    begin(comes);
    await isUp();
    await consoles.pop()?.stop();
    await eventually(() => expect(ups).toBe(2), 60_000);
    expect(lines).toEqual(['telemetry console: has gone']);
  });

  it('says once that there is none to start, and finds the one that a person starts', async () => {
    let tries = 0;
    begin(() => {
      tries += 1;
      return false;
    });
    await eventually(() => expect(tries).toBeGreaterThan(2), 60_000);
    expect(lines).toEqual(['telemetry console: is not built: npm run build builds it']);
    comes();
    await isUp();
  });
});
