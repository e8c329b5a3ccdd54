import { join } from 'node:path';
import { dataDir } from '../../../../test/support/console/data-dir.js';
import { createDatabase } from './database.js';
import { loadEngine } from './engine.js';
import { OpenRuns } from './open-runs.js';
import { ReaderPool } from './reader-pool.js';
import { RunQuestions } from './run-questions.js';

/** The runs that were opened, in this order. */
const opened: string[] = [];
let folder: string;
let runs: OpenRuns;
beforeEach(async () => {
  folder = await dataDir();
  opened.splice(0);
  runs = new OpenRuns(openRun);
});
afterEach(() => runs.close());

async function openRun(id: string): Promise<RunQuestions> {
  opened.push(id);
  const engine = await loadEngine();
  if (engine === undefined) throw new Error('these tests need the engine');
  const database = await createDatabase(engine, join(folder, `${id}-${opened.length}.duckdb`));
  return new RunQuestions(database, await ReaderPool.open(engine, database.instance, 5000), Date.now);
}

const count = (run: RunQuestions) => run.rowCount();

describe('runs that are open', () => {
  it('are opened once for all who ask at the same time', async () => {
    expect(await Promise.all(['a', 'a', 'a'].map((id) => runs.use(id, count)))).toEqual([0, 0, 0]);
    expect(opened).toEqual(['a']);
  });

  it('are not closed while someone asks them', async () => {
    const answers = runs.use('a', async (run) => {
      for (const other of ['b', 'c', 'd']) await runs.use(other, count);
      return count(run);
    });
    expect(await answers).toBe(0);
  });

  it('stay open when they were asked last, two of them', async () => {
    for (const id of ['a', 'b', 'a', 'c']) await runs.use(id, count);
    for (const id of ['a', 'c', 'b']) await runs.use(id, count);
    expect(opened).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are not closed for one that is asked only once, which is closed', async () => {
    for (const id of ['a', 'b']) await runs.use(id, count);
    for (const id of ['c', 'd', 'a', 'c']) await runs.useOnce(id, count);
    for (const id of ['a', 'b']) await runs.use(id, count);
    expect(opened).toEqual(['a', 'b', 'c', 'd', 'c']);
  });

  it('are opened again when that failed', async () => {
    const failing = new OpenRuns(async (id) => {
      if (opened.length > 0) return openRun(id);
      opened.push(id);
      throw new Error('not now');
    });
    const asked = [failing.use('a', count), failing.use('a', count)];
    for (const answer of await Promise.allSettled(asked)) expect(answer).toMatchObject({ status: 'rejected' });
    expect(await failing.use('a', count)).toBe(0);
    expect(opened).toEqual(['a', 'a']);
    await failing.close();
  });

  it('are closed when their questions have ended', async () => {
    const [counted] = await new Promise<[Promise<number>]>((begun, failed) => {
      const asked = runs.use('a', (run) => {
        const answer = count(run);
        begun([answer]);
        return answer;
      });
      asked.catch(failed);
    });
    await runs.close();
    expect(await counted).toBe(0);
  });
});
