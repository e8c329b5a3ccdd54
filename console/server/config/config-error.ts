/** A variable with a wrong value. The message names the variable and what was expected; the value is never kept. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(variable: string, expected: string) {
    super(`${variable}: expected ${expected}`);
  }
}
