import { z } from 'zod';
import { ConfigError } from './config-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables as their schemas say, each with `.describe('what is expected')`; empty counts as absent.
 *
 * @throws ConfigError naming the variable and its description, never the value.
 */
export function readVariables<Shape extends z.ZodRawShape>(shape: Shape, environment: Environment) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  const variable = String(parsed.error.issues[0]?.path[0]);
  throw new ConfigError(variable, expectation(shape[variable]) ?? 'another value');
}

/** The description, also where `.default()` or `.optional()` has been put around it. */
function expectation(variable: unknown): string | undefined {
  if (!(variable instanceof z.ZodType)) return undefined;
  return variable.description ?? ('innerType' in variable.def ? expectation(variable.def.innerType) : undefined);
}
