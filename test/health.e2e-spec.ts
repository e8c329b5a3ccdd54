import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import { ReadinessService } from '../src/health/index.js';
import { createApp } from './support/create-app.js';

describe('health', () => {
  let app: INestApplication;
  beforeEach(async () => {
    app = await createApp();
  });
  afterEach(() => app.close());

  it.each(['/health/live', '/health/ready'])('%s is good while the service runs', async (path) => {
    const { body } = await request(app.getHttpServer()).get(path).expect(200);
    expect(body).toMatchObject({ status: 'ok' });
  });

  it('is alive, but not ready, while the service shuts down', async () => {
    app.get(ReadinessService, { strict: false }).markShuttingDown();

    await request(app.getHttpServer()).get('/health/live').expect(200);
    const { body } = await request(app.getHttpServer()).get('/health/ready').expect(503);
    expect(body).toEqual({ statusCode: 503, message: 'The service is shutting down', error: 'Service Unavailable' });
  });
});
