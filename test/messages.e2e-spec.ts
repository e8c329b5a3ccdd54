import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import { Clock } from '../src/domain/index.js';
import { type Viewer, ViewerService } from '../src/viewer/index.js';
import { createApp } from './support/create-app.js';
import { SettableClock } from './support/settable-clock.js';

const MOCK_GROUPS = ['andrewbrown', 'worf'];

const texts = (messages: { message: string }[]) => messages.map(({ message }) => message);

describe('messages', () => {
  let app: INestApplication;
  let clock: SettableClock;
  let viewer: Viewer;
  beforeEach(async () => {
    clock = new SettableClock();
    viewer = { uuid: randomUUID(), handle: 'andrewbrown', displayName: 'Andrew Brown' };
    app = await createApp({
      override: (builder) =>
        builder
          .overrideProvider(Clock)
          .useValue(clock)
          .overrideProvider(ViewerService)
          .useValue({ current: () => viewer }),
    });
  });
  afterEach(() => app.close());

  const get = async (path: string) => (await request(app.getHttpServer()).get(path).expect(200)).body;
  const send = async (user_receiver_handle: unknown, message: unknown = 'hi', status = 200) =>
    (await request(app.getHttpServer()).post('/api/messages').send({ message, user_receiver_handle }).expect(status))
      .body;

  it('that were sent stand first in the conversation, newest first, by any spelling of the name', async () => {
    await send('worf', 'one');
    clock.advance(1);
    const second = await send('Worf', 'two');
    const conversation = await get('/api/messages/@WORF');

    expect(conversation[0]).toEqual(second);
    expect(texts(conversation)).toEqual(['two', 'one', 'Cloud is fun!', 'This platform is great!']);
  });

  it('go to the conversation with their receiver alone', async () => {
    await send('data', 'secret');

    expect(texts(await get('/api/messages/@data'))).toEqual(['secret']);
    expect(await get('/api/messages/@worf')).toHaveLength(2);
    expect(await get('/api/messages/@nobody')).toEqual([]);
  });

  it('make a group for a new partner, the latest first, before the original’s', async () => {
    await send('data');
    clock.advance(1_000);
    const { created_at } = await send('Geordi La Forge');

    expect((await get('/api/message_groups')).map(({ handle }: { handle: string }) => handle)).toEqual([
      'Geordi La Forge',
      'data',
      ...MOCK_GROUPS,
    ]);
    expect((await get('/api/message_groups'))[0]).toEqual({
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      display_name: 'Geordi La Forge',
      handle: 'Geordi La Forge',
      created_at,
    });
    const [, data] = await get('/api/message_groups');
    clock.advance(1_000);
    await send('DATA');
    expect((await get('/api/message_groups'))[0].uuid).toBe(data.uuid);
  });

  it('make no second group for a partner who has one', async () => {
    for (const name of ['worf', 'Worf', 'Andrew Brown']) await send(name);

    expect((await get('/api/message_groups')).map(({ handle }: { handle: string }) => handle)).toEqual(MOCK_GROUPS);
  });

  it('are there for the receiver too, under the sender’s name', async () => {
    viewer = { uuid: viewer.uuid, handle: 'geordi', displayName: 'Geordi La Forge' };
    const sent = await send('data', 'for data');
    viewer = { uuid: viewer.uuid, handle: 'Data', displayName: 'Data' };

    expect((await get('/api/message_groups'))[0]).toMatchObject({ handle: 'geordi', display_name: 'Geordi La Forge' });
    expect(await get('/api/messages/@geordi')).toEqual([sent]);
  });

  it('carry the uuid of no other', async () => {
    expect((await send('worf')).uuid).not.toBe((await send('worf')).uuid);
  });

  it.each([
    ['worf', '', 'message_blank'],
    ['worf', ['a'], 'message_blank'],
    ['', '', 'message_blank'],
    ['', '🦄'.repeat(1_025), 'message_exceed_max_chars'],
    ['', 'hi', 'user_reciever_handle_blank'],
    [undefined, 'hi', 'user_reciever_handle_blank'],
    [5, 'hi', 'user_reciever_handle_blank'],
  ])('to %j saying %j are 422', async (receiver, message, problem) => {
    expect(await send(receiver, message, 422)).toEqual([problem]);
  });

  it('of 1,024 emoji, or of spaces, or to a space are sent', async () => {
    await send('worf', '🦄'.repeat(1_024));
    await send('worf', '   ');
    await send(' ', 'to nobody');

    expect(texts(await get('/api/messages/@%20'))).toEqual(['to nobody']);
  });
});
