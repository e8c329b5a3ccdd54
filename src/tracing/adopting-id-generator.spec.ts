import { AdoptingIdGenerator } from './adopting-id-generator.js';

describe('AdoptingIdGenerator', () => {
  it('makes W3C trace ids that begin with the time, as X-Ray asks, and are different', () => {
    const generator = new AdoptingIdGenerator();
    const ids = Array.from({ length: 1_000 }, generator.generateTraceId);

    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      expect(Math.abs(Number.parseInt(id.slice(0, 8), 16) - Date.now() / 1_000)).toBeLessThan(60);
    }
    expect(generator.generateSpanId()).toMatch(/^[0-9a-f]{16}$/);
  });

  it('adopts an id for as long as a root span is started, also when that throws', () => {
    const generator = new AdoptingIdGenerator();
    const adopted = 'a'.repeat(32);

    expect(generator.adopt(adopted, generator.generateTraceId)).toBe(adopted);
    expect(() =>
      generator.adopt(adopted, () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(generator.generateTraceId()).not.toBe(adopted);
  });
});
