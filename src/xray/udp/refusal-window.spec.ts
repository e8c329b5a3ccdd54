import { RefusalWindow } from './refusal-window.js';

function waiting(window: RefusalWindow, signal = new AbortController().signal) {
  const state = { over: false };
  void window.wait(signal).then(() => (state.over = true));
  return async (ms: number) => {
    await jest.advanceTimersByTimeAsync(ms);
    return state.over;
  };
}

describe('the window for refusals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is a second', async () => {
    const after = waiting(new RefusalWindow());
    expect(await after(999)).toBe(false);
    expect(await after(1)).toBe(true);
  });

  it('is a fifth of it at the last flush, also for whoever waits already', async () => {
    const window = new RefusalWindow();
    const after = waiting(window);
    await after(10);
    window.hurry();
    expect(await after(199)).toBe(false);
    expect(await after(1)).toBe(true);
    const afterThat = waiting(window);
    expect(await afterThat(200)).toBe(true);
  });

  it('ends at once where the attempt is over, and leaves no timer', async () => {
    const controller = new AbortController();
    const after = waiting(new RefusalWindow(), controller.signal);
    controller.abort();
    expect(await after(0)).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
    expect(await waiting(new RefusalWindow(), controller.signal)(0)).toBe(true);
  });
});
