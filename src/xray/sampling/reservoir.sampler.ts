import type { ReservoirSetting } from './sampling-setting.js';
import { epochSeconds, type EpochClock, type Random, type XRaySampler } from './xray-sampler.js';

/** The first so many traces of every second, and a part of the others. */
export class ReservoirSampler implements XRaySampler {
  private second = 0;
  private taken = 0;

  constructor(
    private readonly setting: ReservoirSetting,
    private readonly clock: EpochClock = epochSeconds,
    private readonly random: Random = Math.random,
  ) {}

  decide(): boolean {
    const second = Math.floor(this.clock());
    if (second !== this.second) {
      this.second = second;
      this.taken = 0;
    }
    this.taken += 1;
    return this.taken <= this.setting.reservoir || this.random() < this.setting.rate;
  }
}
