/** What is wrong with a destination and what to do about it; thrown where it was found out. */
export class Diagnosis extends Error {
  constructor(
    readonly because: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(`${because}: ${advice}`, options);
    this.name = 'Diagnosis';
  }
}
