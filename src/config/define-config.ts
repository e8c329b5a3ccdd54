import { registerAs } from '@nestjs/config';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import type { Environment } from './environment.js';

/**
 * One room's configuration: its variables as a zod shape, each with `.describe('what is expected')`, and the typed
 * object made of them. The result is a @nestjs/config namespace (`ConfigModule.forFeature(x)`, `@Inject(x.KEY)`) that
 * can also be read before Nest starts, with `x.from(environment)`.
 *
 * @throws ConfigError (from the factory and from `from`) naming the variable and its description, never the value.
 */
export function defineConfig<Shape extends z.ZodRawShape, Config extends object>(
  name: string,
  variables: Shape,
  build: (values: z.infer<z.ZodObject<Shape>>, environment: Environment) => Config,
) {
  const schema = z.object(variables);
  const from = (environment: Environment): Config => {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
    const parsed = schema.safeParse(given);
    if (parsed.success) return build(parsed.data, environment);
    const variable = String(parsed.error.issues[0]?.path[0]);
    throw new ConfigError(variable, expectation(variables[variable]) ?? 'another value');
  };
  return Object.assign(
    registerAs(name, () => from(process.env)),
    { from },
  );
}

/** What a room's options type is: `ConfigOf<typeof xrayConfig>`. */
export type ConfigOf<Namespace extends { from: (environment: Environment) => object }> = ReturnType<Namespace['from']>;

/** The description, also where `.default()` or `.optional()` has been put around it. */
function expectation(variable: unknown): string | undefined {
  if (!(variable instanceof z.ZodType)) return undefined;
  return variable.description ?? ('innerType' in variable.def ? expectation(variable.def.innerType) : undefined);
}
