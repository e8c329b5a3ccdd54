import type { z } from 'zod';

/** One route of the API: Express serves it and OpenAPI describes it from the same words. */
export interface ApiRoute {
  readonly method: 'get' | 'post';
  /** As OpenAPI writes it: `/api/traces/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Describes the body; what reads it is the handler's to choose. */
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  readonly handle: (input: RouteInput) => Promise<unknown>;
  /** What of an answer that is too large still says something, and that it is not all; without it such an answer is refused. */
  readonly shorten?: (answer: unknown, query: RouteInput['query']) => unknown;
}

interface RouteInput {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

interface TypedRoute<Params extends z.ZodObject, Query extends z.ZodObject, Answer> {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType<Answer>;
  readonly handle: (input: {
    readonly params: z.infer<Params>;
    readonly query: z.infer<Query>;
    readonly body: unknown;
  }) => Promise<Answer>;
  readonly shorten?: (answer: Answer, query: z.infer<Query>) => Answer | undefined;
}

/** Ties a handler's input to its schemas; the list of routes is of one type. */
export function apiRoute<Answer, Params extends z.ZodObject = z.ZodObject, Query extends z.ZodObject = z.ZodObject>(
  route: TypedRoute<Params, Query, Answer>,
): ApiRoute {
  return route as ApiRoute;
}
