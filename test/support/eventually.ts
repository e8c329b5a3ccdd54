/** Calls `attempt` until it stops throwing, and gives what it gave. After `timeoutMs`, which a busy machine needs and
 * a test that passes never waits out, its last error is thrown. */
export async function eventually<T>(attempt: () => T | Promise<T>, timeoutMs = 20_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
