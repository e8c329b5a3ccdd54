import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import { ActivityRepository } from '../src/activities/index.js';
import { Clock } from '../src/domain/index.js';
import { createApp } from './support/create-app.js';
import { SettableClock } from './support/settable-clock.js';

const HOUR_MS = 3_600_000;
const MOCK = '68f126b0-1ceb-4a33-88be-d90fa7109eee';
const MOCK_REPLY = '26e12864-1c26-5c3a-9658-97a10f8fea67';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const uuids = (activities: { uuid: string }[]) => activities.map(({ uuid }) => uuid);
const unicorns = (count: number) => '🦄'.repeat(count);

describe('activities', () => {
  let app: INestApplication;
  let clock: SettableClock;
  beforeEach(async () => {
    clock = new SettableClock();
    app = await createApp({ override: (builder) => builder.overrideProvider(Clock).useValue(clock) });
  });
  afterEach(() => app.close());

  const get = async (path: string, status = 200) => (await request(app.getHttpServer()).get(path).expect(status)).body;
  const post = async (path: string, body: object, status = 200) =>
    (await request(app.getHttpServer()).post(path).send(body).expect(status)).body;
  const create = (message: string, ttl = '7-days') => post('/api/activities', { message, ttl });
  const reply = (uuid: string, message = 'a reply') => post(`/api/activities/${uuid}/reply`, { message });

  describe('that were created', () => {
    it.each([
      ['the home feed', '/api/activities/home', 3],
      ['the notifications', '/api/activities/notifications', 3],
      ['the user’s feed, by handle', '/api/activities/@andrewbrown', 1],
      ['the user’s feed, by display name', '/api/activities/@Andrew%20Brown', 1],
      ['the user’s feed, in any case', '/api/activities/@ANDREW%20BROWN', 1],
      ['a search, in any case', '/api/activities/search?term=CLOUD', 1],
    ])('stand first in %s, newest first', async (_list, path, mocks) => {
      const first = await create('cloud one');
      const second = await create('cloud two');
      const list = await get(path);

      expect(list.slice(0, 2)).toEqual([second, first]);
      expect(list).toHaveLength(2 + mocks);
    });

    it('are found by their uuid, in either case', async () => {
      const created = await create('here');

      expect(await get(`/api/activities/${created.uuid}`)).toEqual(created);
      expect(await get(`/api/activities/${created.uuid.toUpperCase()}`)).toEqual(created);
    });

    it('have counts and an empty list of replies, for the frontend to add to', async () => {
      expect(await create('new')).toMatchObject({ likes_count: 0, replies_count: 0, reposts_count: 0, replies: [] });
    });

    it('are not in the feed of somebody else, nor in a search for something else', async () => {
      await create('cloud');

      expect(await get('/api/activities/@worf')).toMatchObject([{ handle: 'Worf' }]);
      expect(await get('/api/activities/@nobody')).toEqual([]);
      expect(await get('/api/activities/search?term=prune')).toMatchObject([{ message: 'I am out of prune juice' }]);
    });

    it.each([
      ['30-days', 720],
      ['7-days', 168],
      ['3-days', 72],
      ['1-day', 24],
      ['12-hours', 12],
      ['3-hours', 3],
      ['1-hour', 1],
    ])('with a ttl of %s are everywhere until it is over, and nowhere after', async (ttl, hours) => {
      const { uuid, created_at, expires_at } = await create('cloud', ttl);
      expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(hours * HOUR_MS);

      clock.advance(hours * HOUR_MS - 1);
      expect((await get('/api/activities/home'))[0].uuid).toBe(uuid);
      await get(`/api/activities/${uuid}`);

      clock.advance(1);
      for (const list of ['home', 'notifications', '@andrewbrown', 'search?term=cloud']) {
        expect(uuids(await get(`/api/activities/${list}`))).not.toContain(uuid);
      }
      await get(`/api/activities/${uuid}`, 404);
      await post(`/api/activities/${uuid}/reply`, { message: 'too late' }, 404);
    });

    it('are written by the signed-in user, whoever the body names', async () => {
      expect(await post('/api/activities', { message: 'x', ttl: '1-day', handle: 'worf', uuid: MOCK })).toMatchObject({
        handle: 'andrewbrown',
        display_name: 'Andrew Brown',
        uuid: expect.not.stringMatching(MOCK),
      });
    });

    it('are kept up to 10,000, the oldest leaving first, and the mock ones count for nothing', async () => {
      const oldest = await create('oldest');
      const second = await create('second');
      const repository = app.get(ActivityRepository, { strict: false });
      const filler = {
        handle: 'worf',
        displayName: 'Worf',
        message: 'x',
        createdAt: clock.now(),
        expiresAt: new Date(8e15),
      };
      for (let i = 2; i < 10_000; i++) await repository.add({ ...filler, uuid: randomUUID() });
      await get(`/api/activities/${oldest.uuid}`);

      await create('one too many');
      await get(`/api/activities/${oldest.uuid}`, 404);
      await get(`/api/activities/${second.uuid}`);
      expect(await get('/api/activities/home')).toHaveLength(10_003);
    });
  });

  describe('of the original', () => {
    it('have times that move along, and never expire', async () => {
      const before = await get('/api/activities/home');
      clock.advance(400 * 24 * HOUR_MS);
      const after = await get('/api/activities/home');

      expect(uuids(after)).toEqual(uuids(before));
      expect(Date.parse(after[2].created_at) - Date.parse(before[2].created_at)).toBe(400 * 24 * HOUR_MS);
    });
  });

  describe('replied to', () => {
    it('answer with the reply and nothing else', async () => {
      const created = await create('question');

      expect(await reply(created.uuid, 'answer')).toEqual({
        uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        display_name: 'Andrew Brown',
        handle: 'andrewbrown',
        message: 'answer',
        created_at: expect.stringMatching(/\.\d{6}\+00:00$/),
        reply_to_activity_uuid: created.uuid,
      });
    });

    it.each(['home', 'notifications', '@andrewbrown', 'search?term=question'])(
      'show their replies in %s, newest first, counted',
      async (list) => {
        const { uuid } = await create('question');
        const first = await reply(uuid);
        const second = await reply(uuid);
        const counts = { likes_count: 0, replies_count: 0, reposts_count: 0 };

        expect((await get(`/api/activities/${list}`))[0]).toMatchObject({
          uuid,
          replies_count: 2,
          replies: [
            { ...second, ...counts },
            { ...first, ...counts },
          ],
        });
        expect(await get(`/api/activities/${uuid}`)).toMatchObject({ replies_count: 2, replies: [second, first] });
      },
    );

    it('show them before the original’s own, for which nothing expires', async () => {
      const mine = await reply(MOCK);
      clock.advance(400 * 24 * HOUR_MS);

      expect(await get(`/api/activities/${MOCK}`)).toMatchObject({
        replies_count: 2,
        replies: [mine, { uuid: MOCK_REPLY }],
      });
    });

    it('keep a reply to a reply in the same thread', async () => {
      const { uuid } = await create('question');
      const answer = await reply(uuid);
      const back = await reply(answer.uuid);

      expect(back.reply_to_activity_uuid).toBe(answer.uuid);
      expect(await get(`/api/activities/${uuid}`)).toMatchObject({
        replies_count: 2,
        replies: [back, { ...answer, replies_count: 1 }],
      });
      expect(await get(`/api/activities/${answer.uuid}`)).toMatchObject({ ...answer, replies: [back] });
      expect(await reply(MOCK_REPLY)).toMatchObject({ reply_to_activity_uuid: MOCK_REPLY });
    });

    it.each([UNKNOWN, 'nope', 'home', '@andrewbrown', '%20'])('have to exist: %s does not', async (uuid) => {
      const answer = await post(`/api/activities/${uuid}/reply`, { message: 'hi' }, 404);

      expect(answer).toEqual({ statusCode: 404, message: 'There is no such activity', error: 'Not Found' });
    });
  });

  describe('that cannot be', () => {
    it.each([
      [{}, 'message_blank'],
      [{ message: '', ttl: 'x' }, 'message_blank'],
      [{ message: ['a'], ttl: '1-day' }, 'message_blank'],
      [{ message: unicorns(281), ttl: 'x' }, 'message_exceed_max_chars'],
      [{ message: 'x' }, 'ttl_blank'],
      [{ message: 'x', ttl: '2-days' }, 'ttl_blank'],
    ])('created from %j are 422', async (body, problem) => {
      expect(await post('/api/activities', body, 422)).toEqual([problem]);
      expect(await get('/api/activities/home')).toHaveLength(3);
    });

    it.each([
      [{}, 'message_blank'],
      [{ message: 7 }, 'message_blank'],
      [{ message: unicorns(1_025) }, 'message_exceed_max_chars'],
    ])('replied with %j are 422', async (body, problem) => {
      expect(await post(`/api/activities/${MOCK}/reply`, body, 422)).toEqual([problem]);
    });

    it('searched for without a term are 422, and the first of several terms counts', async () => {
      for (const query of ['', '?term=', '?term=&term=cloud', '?TERM=cloud']) {
        expect(await get(`/api/activities/search${query}`, 422)).toEqual(['search_term_blank']);
      }
      expect(await get('/api/activities/search?term=prune&term=')).toHaveLength(1);
    });

    it('of a blank user are 422; of a user whose name is a space there are none', async () => {
      expect(await get('/api/activities/@', 422)).toEqual(['blank_user_handle']);
      expect(await get('/api/activities/@%20')).toEqual([]);
    });

    it('shown are 404', async () => {
      for (const uuid of [UNKNOWN, 'nope', 'HOME']) await get(`/api/activities/${uuid}`, 404);
    });
  });

  it('take emoji for one character each', async () => {
    expect((await create(unicorns(280))).message).toHaveLength(560);
    expect((await reply(MOCK, unicorns(1_024))).message).toHaveLength(2_048);
  });
});
