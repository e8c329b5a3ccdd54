import type { Attributes } from '../../api/spans.js';
import type { Resource } from './otlp-request.js';
import { plainAttributes } from './plain-value.js';

/** Who sent it: the rows of one resource share its attributes. */
export interface Origin {
  readonly service: string;
  readonly resource: Attributes;
}

export function originOf(resource: Resource | null): Origin {
  const attributes = plainAttributes(resource?.attributes ?? []);
  const name = attributes['service.name'];
  return { service: typeof name === 'string' && name !== '' ? name : 'unknown_service', resource: attributes };
}
