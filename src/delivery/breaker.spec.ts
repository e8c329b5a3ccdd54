import { Breaker } from './breaker.js';

function failing(times: number, random = () => 1): Breaker {
  const breaker = new Breaker(random);
  for (let failure = 0; failure < times; failure += 1) breaker.failed(1_000);
  return breaker;
}

describe('Breaker', () => {
  it('lets as many at a time as the protocol, until five failures in a row', () => {
    expect(failing(4).allows(1_000, 1, 2)).toBe(true);
    expect(failing(5).allows(1_000, 0, 2)).toBe(false);
  });

  it('then lets one probe at a time, with growing, capped pauses', () => {
    const pauses = [5, 6, 7, 8, 9, 10, 50].map((times) => failing(times).closedUntil - 1_000);
    expect(pauses).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
    expect([failing(5).allows(1_200, 0, 2), failing(5).allows(1_200, 1, 2)]).toEqual([true, false]);
  });

  it('spreads the pauses over the whole range', () => {
    expect(failing(9, () => 0.5).closedUntil).toBe(2_600);
    expect(failing(9, () => 0).closedUntil).toBe(1_000);
  });

  it('is closed again after one success, and says so once', () => {
    const breaker = failing(50);
    expect([breaker.succeeded(), breaker.succeeded()]).toEqual([true, false]);
    expect(breaker.allows(1_000, 1, 2)).toBe(true);
  });

  it('is hurried by a flush, but not past what the destination asked for', () => {
    const open = failing(50);
    open.hurry(true);
    expect([open.closedUntil, open.delayMs(9)]).toEqual([1_000, 300]);
    const left = new Breaker(() => 1);
    left.failed(1_000, 20_000);
    left.hurry(true);
    expect(left.closedUntil).toBe(21_000);
  });

  it('probes a refused key every 30 s, whatever else fails meanwhile', () => {
    const breaker = new Breaker(() => 1);
    breaker.refusedKey(1_000);
    breaker.failed(31_000);
    expect([breaker.state, breaker.closedUntil]).toEqual(['unauthorized', 61_000]);
    breaker.succeeded();
    expect([breaker.state, breaker.closedUntil]).toEqual(['closed', 0]);
  });
});
