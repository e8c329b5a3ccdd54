import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from './certificates.js';
import { learnItems } from './expectation.js';
import { HelperProcess } from './helper-process.js';
import { ServiceProcess } from './service-process.js';
import { Trial } from './trial.js';

/** Enough for each path to be asked. */
const LEARNING_RATE = 100;

/** What all rows share: the helper processes, the certificates, a folder, and what each request means for each sink. */
export class Lab {
  folder = mkdtempSync(join(tmpdir(), 'cruddur-faults-'));
  load = new HelperProcess('load.js');
  wellDestinations = new HelperProcess('faulty-destination.js');
  illDestinations = new HelperProcess('faulty-destination.js');
  certificates = makeCertificates(this.folder);
  /** Items by sink and path. */
  learned;

  /**
   * @param app the built service's main file
   * @param pace how often and how long a paired row measures
   */
  constructor(app, pace) {
    this.app = app;
    this.pace = pace;
  }

  async learn() {
    const trial = await Trial.start(this, this.wellDestinations);
    await trial.load('rate', { perSecond: LEARNING_RATE, seconds: 1 });
    await trial.end();
    this.learned = learnItems(await trial.issued(), await trial.arrived());
    await trial.close();
  }

  /** Ends whatever still runs. */
  close() {
    ServiceProcess.killAll();
    for (const helper of [this.load, this.wellDestinations, this.illDestinations]) helper.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
