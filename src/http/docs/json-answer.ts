import type { JsonSchema, OperationDescription } from './describe.decorator.js';

/** An answer with a JSON body of this JSON schema. */
export function jsonAnswer(description: string, schema: JsonSchema): OperationDescription['responses'][string] {
  return { description, content: { 'application/json': { schema } } };
}
