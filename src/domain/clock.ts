/** What time it is for the features; replaced where time has to be steered. */
export abstract class Clock {
  abstract now(): Date;
}
