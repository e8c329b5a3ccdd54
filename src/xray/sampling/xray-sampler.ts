/** What is known of a trace when it is decided. Outside of a request there is no host, method or path. */
export interface SamplingRequest {
  readonly serviceName: string;
  /** The kind of AWS resource, such as `AWS::ECS::Container`. */
  readonly serviceType?: string;
  readonly host?: string;
  readonly method?: string;
  readonly path?: string;
}

/** Decides, once for each trace, whether X-Ray gets it. */
export interface XRaySampler {
  decide(request: SamplingRequest): boolean;
}

export type Random = () => number;
/** Seconds since the epoch. */
export type EpochClock = () => number;

export const epochSeconds: EpochClock = () => Date.now() / 1000;
