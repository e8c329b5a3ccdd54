import { AppProcess } from './support/app-process.js';
import { ConsoleStandIn } from './support/console-stand-in.js';
import { eventually } from './support/eventually.js';

let standIn: ConsoleStandIn;
let app: AppProcess | undefined;

afterEach(async () => {
  await app?.stop('SIGKILL');
  await standIn.stop();
});

it('smoke', async () => {
    standIn = await ConsoleStandIn.start();
    app = await AppProcess.start(standIn.environment);
    await fetch(`${app.url}/api/activities/home`);
    await eventually(() => expect(standIn.received.spans().length).toBeGreaterThanOrEqual(2));
    await eventually(() => expect(standIn.received.metrics().length).toBeGreaterThanOrEqual(2));
    console.log(app.lines.join('\n'), JSON.stringify(standIn.received.metrics(), null, 1).slice(0,3000), standIn.received.requests.map(r => [r.path, r.headers]));
    await app.stop();
    console.log(app.lines.slice(-1), standIn.received.logs().length,standIn.received.spans().length);
    console.log(JSON.stringify(standIn.received.spans(), null, 1).slice(0,6000));
});
