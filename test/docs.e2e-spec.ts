import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import { createApp } from './support/create-app.js';

const STATUSES = {
  'get /api/activities/home': [200],
  'get /api/activities/notifications': [200],
  'get /api/activities/search': [200, 422],
  'get /api/activities/@{handle}': [200, 400, 404, 422],
  'get /api/activities/{uuid}': [200, 400, 404],
  'post /api/activities': [200, 400, 413, 415, 422],
  'post /api/activities/{uuid}/reply': [200, 400, 404, 413, 415, 422],
  'get /api/message_groups': [200],
  'get /api/messages/@{handle}': [200, 400, 404],
  'post /api/messages': [200, 400, 413, 415, 422],
  'get /health/live': [200, 503],
  'get /health/ready': [200, 503],
};

interface Operation {
  readonly summary?: string;
  readonly parameters?: { name: string; in: string; schema: object }[];
  readonly requestBody?: { content: object };
  readonly responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

describe('/docs', () => {
  let app: INestApplication;
  beforeAll(async () => {
    app = await createApp();
  });
  afterAll(() => app.close());

  const operations = async () => {
    const { body } = await request(app.getHttpServer()).get('/docs-json').expect(200);
    return Object.entries<Record<string, Operation>>(body.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    );
  };

  it('describes every route with every status that it can answer', async () => {
    const statuses = (await operations()).map(([name, { responses }]) => [name, Object.keys(responses).map(Number)]);

    expect(Object.fromEntries(statuses)).toEqual(STATUSES);
  });

  it('gives every answer, body and parameter a schema, and every route a summary', async () => {
    for (const [name, { summary, parameters, requestBody, responses }] of await operations()) {
      const contents = [requestBody, ...Object.values(responses)].filter((described) => described !== undefined);
      expect([name, summary]).toEqual([name, expect.any(String)]);
      expect([name, ...contents.map(({ content }) => content)]).toEqual([
        name,
        ...contents.map(() => ({ 'application/json': { schema: expect.any(Object) } })),
      ]);
      expect([name, (parameters ?? []).length]).toEqual([name, name.includes('{') || name.includes('search') ? 1 : 0]);
      expect([name, requestBody !== undefined]).toEqual([name, name.startsWith('post')]);
    }
  });

  it('is a page whose parts are served', async () => {
    const { text } = await request(app.getHttpServer()).get('/docs').expect(200).expect('Content-Type', /html/);
    const parts = [...text.matchAll(/(?:src|href)="\.\/(docs\/[^"]+)"/g)].map(([, part]) => part);

    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) await request(app.getHttpServer()).get(`/${part}`).expect(200);
  });

  it('has no other parts', async () => {
    const { body } = await request(app.getHttpServer()).get('/docs/nope.js').expect(404);
    expect(body).toMatchObject({ statusCode: 404, error: 'Not Found' });
  });

  it('is not there in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    const production = await createApp().finally(() => (process.env.NODE_ENV = before));
    for (const path of ['/docs', '/docs-json']) await request(production.getHttpServer()).get(path).expect(404);
    await production.close();
  });
});
