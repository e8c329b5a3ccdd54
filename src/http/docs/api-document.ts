import type { INestApplication } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { serviceConfig, type ServiceConfig } from '../../config/index.js';
import { Describe, type OperationDescription } from './describe.decorator.js';
import { errorAnswer } from './error-answer.js';

type Responses = OperationDescription['responses'];

/** The whole API as OpenAPI: the routes as Nest has them, each with its description and with what HTTP itself may answer. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const { name, version } = app.get<ServiceConfig>(serviceConfig.KEY, { strict: false });
  const info = new DocumentBuilder().setTitle(`Cruddur: ${name}`).setVersion(version).build();
  const document = SwaggerModule.createDocument(app, info, {
    operationIdFactory: (controller, method) => `${controller}.${method}`,
  });
  const descriptions = descriptionsOf(app.get(DiscoveryService, { strict: false }));
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of ['get', 'post'] as const) {
      const operation = item[method];
      if (!operation) continue;
      const description = descriptions.get(operation.operationId ?? '') ?? undescribed(operation.responses);
      if (description === 'elsewhere') delete document.paths[path];
      else {
        const responses = { ...httpAnswers(path, method === 'post'), ...description.responses };
        Object.assign(operation, description, { responses });
      }
    }
  }
  return document;
}

function descriptionsOf(discovery: DiscoveryService): ReadonlyMap<string, OperationDescription | 'elsewhere'> {
  const found = new Map<string, OperationDescription | 'elsewhere'>();
  for (const controller of discovery.getControllers()) {
    for (const method of Object.getOwnPropertyNames(controller.metatype?.prototype ?? {})) {
      const description = discovery.getMetadataByDecorator(Describe, controller, method);
      if (description) found.set(`${controller.name}.${method}`, description);
    }
  }
  return found;
}

/** What the HTTP room may answer before a handler is asked. */
function httpAnswers(path: string, hasBody: boolean): Responses {
  return {
    ...((hasBody || path.includes('{')) && { 400: errorAnswer('The request cannot be read') }),
    ...(path.includes('{') && { 404: errorAnswer('There is no such path') }),
    ...(hasBody && {
      413: errorAnswer('The body is larger than 100 kB'),
      415: errorAnswer('The content encoding is not supported'),
    }),
  };
}

/** A route that says nothing about itself may do anything. */
function undescribed(responses: Responses): OperationDescription {
  return { responses: { ...responses, 500: errorAnswer('The service failed') } };
}
