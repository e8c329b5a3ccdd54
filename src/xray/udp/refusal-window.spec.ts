import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { RefusalWindow } from './refusal-window.js';

function waiting(window: RefusalWindow, signal = new AbortController().signal) {
  const state = { over: false };
  void window.wait(signal).then(() => (state.over = true));
  return async (ms: number) => {
    await jest.advanceTimersByTimeAsync(ms);
    await new Promise(setImmediate);
    return state.over;
  };
}

describe('the window for refusals', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
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

describe('a process that was blocked for longer than the window', () => {
  it('hears a refusal that waits at its socket before it calls the window over', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const sender = createSocket('udp4');
    await new Promise<void>((resolve) => sender.connect(socket.address().port, '127.0.0.1', resolve));
    const controller = new AbortController();
    socket.on('message', () => controller.abort());
    const window = new RefusalWindow();
    window.hurry();

    const heard = window.wait(controller.signal).then(() => controller.signal.aborted);
    sender.send('refused');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    expect(await heard).toBe(true);
    sender.close();
    socket.close();
  });
});
