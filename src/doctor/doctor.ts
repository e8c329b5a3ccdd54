import { Logger } from '@nestjs/common';
import { examine } from './examine.js';
import { printed } from './printed.js';
import { SecretGuard } from './secret-guard.js';
import { readSurroundings } from './surroundings.config.js';

/** `npm run doctor [-- --json]`: one line a destination; exit code 0 only if data would arrive at all that are on. */

const surroundings = readSurroundings();
const remarks = surroundings.remarks();
// What the rooms say through Nest's logger while they are tried is theirs to say to a log, and here a remark.
Logger.overrideLogger({ log: () => undefined, error: remark, warn: remark });
const findings = await examine(surroundings);
const guard = new SecretGuard(surroundings.environment);
const report = guard.clean({ ok: findings.every(({ state }) => state !== 'fails'), findings, remarks });
const text = process.argv.includes('--json') ? `${JSON.stringify(report, undefined, 2)}\n` : printed(report);
// Sockets of what never answered would keep the process for as long as they like.
process.stdout.write(text, () => process.exit(report.ok ? 0 : 1));

function remark(message: unknown): void {
  remarks.push(String(message));
}
