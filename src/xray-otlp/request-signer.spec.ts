import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestSigner } from './request-signer.js';

const request = { url: 'http://127.0.0.1:1/v1/traces', headers: {}, body: Buffer.from('spans') };
const NAMES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_SHARED_CREDENTIALS_FILE'];
const before = NAMES.map((name) => [name, process.env[name]] as const);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cruddur-test-'));
  for (const name of NAMES) Reflect.deleteProperty(process.env, name);
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  for (const [name, value] of before) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
});

describe('the signer of requests to X-Ray', () => {
  it('signs the same request alike with the same credentials at the same instant', async () => {
    jest.useFakeTimers({ now: Date.UTC(2026, 10, 21, 4, 30), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    keys('AKIDEXAMPLE');
    const signed = await new RequestSigner('eu-central-1').sign(request);
    expect(signed).toMatchObject({ host: '127.0.0.1:1', 'x-amz-date': '20261121T043000Z' });
    expect(await new RequestSigner('eu-central-1').sign(request)).toEqual(signed);
    expect((await new RequestSigner('eu-west-1').sign(request))['authorization']).not.toBe(signed['authorization']);
    jest.useRealTimers();
  }); // prettier-ignore

  it("reads a profile's file again once its keys were refused, and keeps to them until then", async () => {
    const signer = new RequestSigner('eu-central-1');
    keys('OLDKEY');
    expect(await keyOf(signer)).toBe('OLDKEY');
    keys('NEWKEY');
    expect(await keyOf(signer)).toBe('OLDKEY');
    signer.renewCredentials();
    expect(await keyOf(signer)).toBe('NEWKEY');
  });

  it("takes the server's clock for its own only where they differ by minutes, and says when that is new", () => {
    const signer = new RequestSigner('eu-central-1');
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    expect(signer.correctClock(undefined)).toBe(false);
    expect(signer.correctClock(new Date().toUTCString())).toBe(false);
    expect(signer.correctClock(inAnHour)).toBe(true);
    expect(signer.correctClock(inAnHour)).toBe(false);
    expect(signer.correctClock(new Date().toUTCString())).toBe(true);
  });
});

function keys(id: string): void {
  const lines = ['[default]', `aws_access_key_id = ${id}`, 'aws_secret_access_key = a-secret', ''];
  writeFileSync(join(folder, 'credentials'), lines.join('\n'));
}

async function keyOf(signer: RequestSigner): Promise<string | undefined> {
  const { authorization = '' } = await signer.sign(request);
  return /Credential=(\w+)\//.exec(authorization)?.[1];
}
