import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import type { Redactor } from '../redaction/index.js';
import { PreparedValues } from './prepared-values.js';

/** What OTEL_RESOURCE_ATTRIBUTES may say goes with every span, log record and metric: it is redacted once, here. */
export function redactedResource(resource: Resource, redactor: Redactor): Resource {
  const attributes = new PreparedValues(redactor).attributes(resource.attributes);
  if (attributes === resource.attributes) return resource;
  return resourceFromAttributes(attributes, { schemaUrl: resource.schemaUrl });
}
