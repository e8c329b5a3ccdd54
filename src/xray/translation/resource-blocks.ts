import type { SpanRecord } from '../../tracing/index.js';
import { type Facts, resourceFacts } from './annotations-and-metadata.js';
import { awsResourceBlock, originOf } from './aws-resource.js';

type Resource = SpanRecord['resource'];

/** What every segment says of the service that it is of. */
export interface ResourceBlock {
  readonly aws: Readonly<Record<string, unknown>>;
  readonly origin: string | undefined;
  readonly version: string | undefined;
  readonly facts: Facts;
}

/** The blocks of each resource, made once: a process has one resource, and segments by the million. */
export class ResourceBlocks {
  /** Keyed by the attributes, not by the resource: an SDK resource shows a new object until its detectors are done. */
  private readonly known = new WeakMap<object, ResourceBlock>();

  constructor(private readonly logGroupNames: readonly string[] = []) {}

  of(resource: Resource): ResourceBlock {
    const known = this.known.get(resource.attributes);
    if (known !== undefined) return known;
    const version = resource.attributes['service.version'];
    const block = {
      aws: awsResourceBlock(resource, this.logGroupNames),
      origin: originOf(resource),
      version: typeof version === 'string' ? version : undefined,
      facts: resourceFacts(resource),
    };
    this.known.set(resource.attributes, block);
    return block;
  }
}
