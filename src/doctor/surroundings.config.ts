import { existsSync, readFileSync } from 'node:fs';
import { loadEnvironment, type Environment } from '../config/index.js';

const CONTAINER_MARKS = ['/.dockerenv', '/run/.containerenv'];
const COMPOSE_FILE = 'docker-compose.yml';

/** Where the doctor runs: the variables and where each comes from, and whether this is a container. */
export class Surroundings {
  constructor(
    /** As the service reads it: the environment, completed from `.env`. */
    readonly environment: Environment,
    private readonly given: Environment,
    private readonly file: Environment,
    readonly container: boolean,
    /** What docker-compose.yml says, where there is one. */
    private readonly compose: string | undefined,
  ) {}

  /** The first of `variables` that is set. */
  firstSet(...variables: readonly string[]): string | undefined {
    return variables.find((variable) => this.environment[variable] !== undefined);
  }

  /** Undefined where it is not set. */
  readonly sourceOf = (variable: string): string | undefined => {
    const inFile = this.file[variable];
    if (this.environment[variable] === undefined) return undefined;
    if (!this.given[variable]?.trim()) return 'from .env';
    const isHidden = inFile !== undefined && inFile !== this.given[variable];
    return isHidden ? 'from the environment, where it hides another value in .env' : 'from the environment';
  };

  /** What is true of all variables here. */
  remarks(): string[] {
    if (!this.container) return [];
    const file = Object.keys(this.file).length > 0 ? ', and its own .env' : '';
    return [
      `this is a container: it sees what docker-compose.yml hands on under environment${file}; a variable that is set on the laptop alone is off here`,
    ];
  }

  /** Those of `variables` that this laptop's `.env` has and its docker-compose.yml does not hand to the container. */
  keptFromContainer(variables: readonly string[]): string[] {
    const { compose } = this;
    if (this.container || compose === undefined || /^\s*env_file:/m.test(compose)) return [];
    return variables.filter(
      (variable) => this.file[variable] !== undefined && !new RegExp(`\\b${variable}\\b`).test(compose),
    );
  }
}

/** Reads the process's environment and `.env`, and completes the one from the other, as the service does at its start. */
export function readSurroundings(): Surroundings {
  const given = { ...process.env };
  const environment = loadEnvironment(process.env);
  const compose = existsSync(COMPOSE_FILE) ? readFileSync(COMPOSE_FILE, 'utf8') : undefined;
  return new Surroundings(environment, given, loadEnvironment({}), isContainer(environment), compose);
}

/** podman and systemd set `container`; a person may, too, where the guess is wrong: `none` is no container. */
function isContainer({ container, KUBERNETES_SERVICE_HOST: cluster }: Environment): boolean {
  if (container !== undefined) return container !== 'none';
  return cluster !== undefined || CONTAINER_MARKS.some((path) => existsSync(path));
}
