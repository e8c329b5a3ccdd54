import { DiscoveryService } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';

/** A schema of a body or a parameter, in OpenAPI's dialect of JSON schema. */
export type JsonSchema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** One route as OpenAPI describes it; its method, path and the answers that every route has are known without it. */
export type OperationDescription = Pick<Operation, 'summary' | 'description' | 'responses'> &
  Partial<Pick<Operation, 'parameters' | 'requestBody'>>;

/**
 * Describes a route for /docs; `elsewhere` leaves out one that is told of with another. Plain data, where @nestjs/swagger's own decorators would load that package in production and
 * before the first request.
 */
export const Describe = DiscoveryService.createDecorator<OperationDescription | 'elsewhere'>();
