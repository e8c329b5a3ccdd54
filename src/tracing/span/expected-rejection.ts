import { HttpException } from '@nestjs/common';
import { describeThrown } from './describe-thrown.js';

/** An answer that the code chose to give: a Nest exception below 500. It is part of the business, not a fault of it. */
export function expectedRejection(thrown: unknown): { readonly name: string; readonly status: number } | undefined {
  try {
    if (!(thrown instanceof HttpException)) return undefined;
    const status: unknown = thrown.getStatus();
    return typeof status === 'number' && status < 500 ? { name: describeThrown(thrown).name, status } : undefined;
  } catch {
    return undefined; // a proxy whose traps throw: no answer of ours
  }
}
