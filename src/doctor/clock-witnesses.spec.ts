import { ClockWitnesses } from './clock-witnesses.js';

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toUTCString();

function findingAfter(...testimonies: readonly (readonly [host: string, date: string | undefined])[]) {
  const clock = new ClockWitnesses();
  for (const [host, date] of testimonies) clock.hear(host, date);
  return clock.finding();
}

describe("this machine's clock", () => {
  it('is not spoken of while those who answered agree, or told no time', () => {
    expect(findingAfter()).toBeUndefined();
    expect(findingAfter(['api.rollbar.com', undefined], ['api.honeycomb.io', 'yesterday'])).toBeUndefined();
    expect(findingAfter(['api.rollbar.com', inMinutes(0.5)])).toBeUndefined();
  });

  it.each([
    [17, '17 minutes behind'],
    [-61, '61 minutes ahead'],
  ])('is wrong where somebody is %i minutes away', (minutes, said) => {
    expect(findingAfter(['api.rollbar.com', inMinutes(minutes)])).toMatchObject({
      state: 'fails',
      because: `this machine is ${said} by the Date of api.rollbar.com`,
    });
  });

  it('is worth a word, and no failure, within what AWS takes', () => {
    expect(findingAfter(['api.rollbar.com', inMinutes(3)])).toMatchObject({
      state: 'arrives',
      notes: [expect.stringMatching(/NTP/)],
    });
  });

  it('is not proved right by what runs beside it, only by somebody further away', () => {
    const wrong = ['api.rollbar.com', inMinutes(17)] as const;
    expect(findingAfter(['localhost', inMinutes(0)], ['collector', inMinutes(0)], wrong)).toMatchObject({ state: 'fails' }); // prettier-ignore
    expect(findingAfter(['api.honeycomb.io', inMinutes(0)], wrong)).toMatchObject({
      state: 'arrives',
      because: 'right by api.honeycomb.io: it is api.rollbar.com that is off',
    });
  });
});
