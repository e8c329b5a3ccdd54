import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import { createApp } from './support/create-app.js';
import { SpanRecorder } from './span-recorder.js';
import { toAnswer } from './support/to-answer.js';

expect.extend({ toAnswer });

const MOCK = '68f126b0-1ceb-4a33-88be-d90fa7109eee';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/;

describe('the spans of the features', () => {
  let app: INestApplication;
  let recorder: SpanRecorder;
  beforeAll(async () => {
    recorder = new SpanRecorder();
    app = await createApp();
  });
  beforeEach(() => recorder.clear());
  afterAll(async () => {
    await app.close();
    await recorder.stop();
  });

  it('tell of the home feed under a scope of its own', async () => {
    await request(app.getHttpServer()).get('/api/activities/home').expect(200);

    expect(recorder.span.name).toBe('home-activities-mock-data');
    expect(recorder.span.instrumentationScope.name).toBe('home.activities');
    expect(recorder.span.attributes).toMatchObject({
      'app.now': expect.stringMatching(TIME),
      'app.result_length': 3,
    });
  });

  it('answer in a test what is asked of them in production', async () => {
    await request(app.getHttpServer()).get('/api/activities/home').expect(200);

    const query = { calculations: [{ op: 'MAX', column: 'app.result_length' }], breakdowns: ['name'] };
    expect(recorder.spans).toAnswer(query, [{ name: 'home-activities-mock-data', 'MAX(app.result_length)': 3 }]);
    expect(recorder.spans).toAnswer({ filters: [{ column: 'db.system.name', op: 'exists' }] }, [{ COUNT: 0 }]);
  });

  it('tell of a user’s feed and, below it, of the mock data', async () => {
    await request(app.getHttpServer()).get('/api/activities/@worf').expect(200);
    const [mockData, users] = recorder.spans;

    expect(recorder.names).toEqual(['mock-data', 'activities_users']);
    expect(mockData?.parentSpanContext?.spanId).toBe(users?.spanContext().spanId);
    expect(mockData?.attributes).toMatchObject({ now: expect.stringMatching(TIME), 'results-size': 1 });
  });

  it.each([
    ['get', '/api/activities/notifications', 'activities_notifications'],
    ['get', '/api/activities/search?term=a', 'activities_search'],
    ['get', `/api/activities/${MOCK}`, 'activities_show'],
    ['post', '/api/activities', 'activities_create'],
    ['post', `/api/activities/${MOCK}/reply`, 'activities_reply'],
    ['get', '/api/message_groups', 'message_groups'],
    ['get', '/api/messages/@worf', 'messages'],
    ['post', '/api/messages', 'create_message'],
  ] as const)('tell of %s %s as %s', async (method, path, name) => {
    const body = { message: 'x', ttl: '1-day', user_receiver_handle: 'worf' };
    await request(app.getHttpServer())[method](path).send(body).expect(200);

    expect(recorder.names).toEqual([name]);
  });
});
