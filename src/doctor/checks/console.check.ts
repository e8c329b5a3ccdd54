import { consoleConfig, findConsole, type Found } from '../../console/index.js';
import type { Check } from '../check.js';
import { Diagnosis } from '../diagnosis.js';
import { offBecauseOf } from './off-because-of.js';

const ANOTHER_PORT = 'end that program, or set CONSOLE_PORT to a free port';

/** Who listens where the console is looked for. It is sent nothing: the service that will be its owner says enough. */
export const consoleCheck: Check = {
  destination: 'console',
  variables: ['CONSOLE', 'CONSOLE_PORT', 'CONSOLE_HOST', 'CONSOLE_TOKEN'],
  run: async ({ surroundings }) => {
    const { target } = consoleConfig.from(surroundings.environment);
    if (target === undefined) return offBecauseOf('CONSOLE=on', surroundings, ['CONSOLE_PORT', 'CONSOLE_TOKEN']);
    return outcomeOf(await findConsole(target), target.origin);
  },
};

function outcomeOf(found: Found, origin: string): { readonly because: string } {
  switch (found) {
    case 'console':
      return { because: `a console answers on ${origin}` };
    case 'nobody':
      return { because: `nobody listens on ${origin} yet: the service starts a console there` };
    case 'refuses':
      throw new Diagnosis(
        `the console on ${origin} refuses the token`,
        'set CONSOLE_TOKEN to the one that it was started with, or end it: the service starts another',
      );
    case 'stranger':
      throw new Diagnosis(`what listens on ${origin} is no console`, ANOTHER_PORT);
    default:
      throw new Diagnosis(`what listens on ${origin} does not answer`, ANOTHER_PORT);
  }
}
