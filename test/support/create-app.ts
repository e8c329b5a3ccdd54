import type { INestApplication, ModuleMetadata } from '@nestjs/common';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { ActivitiesModule } from '../../src/activities/index.js';
import { ErrorsModule } from '../../src/errors/index.js';
import { HealthModule } from '../../src/health/index.js';
import { configureHttp, createDocs, createExpressAdapter, httpConfig, HttpModule } from '../../src/http/index.js';
import { MessagesModule } from '../../src/messages/index.js';
import { TracingModule } from '../../src/tracing/index.js';
import { ViewerModule } from '../../src/viewer/index.js';

export interface CreateAppOptions {
  /** Modules beside the features: destinations, controllers of the test. */
  readonly imports?: ModuleMetadata['imports'];
  /** The environment that the HTTP room reads; the process's is left out. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Replaces providers before the application is made. */
  readonly override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
  /** The last chance before `init`. */
  readonly configure?: (app: INestApplication) => void;
}

/** The service's features over HTTP as main.ts makes them, without a destination and not listening: supertest does that. */
export async function createApp(options: CreateAppOptions = {}): Promise<INestApplication> {
  const { imports = [], environment = {}, override = (builder) => builder, configure } = options;
  const builder = Test.createTestingModule({
    imports: [
      ViewerModule,
      TracingModule,
      HttpModule,
      ErrorsModule,
      HealthModule,
      ActivitiesModule,
      MessagesModule,
      ...imports,
    ],
  })
    .overrideProvider(httpConfig.KEY)
    .useValue(httpConfig.from({ NODE_ENV: 'test', ...environment }));
  const module = await override(builder).compile();
  const app = module.createNestApplication(createExpressAdapter(), { logger: false });
  configureHttp(app);
  createDocs(app);
  configure?.(app);
  return app.init();
}
