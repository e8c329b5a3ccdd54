import { InMemoryMessageRepository } from './in-memory-message.repository.js';
import type { SentMessage } from './sent-message.js';

const message = (text: string, receiverHandle: string, senderHandle = 'andrewbrown'): SentMessage => ({
  uuid: text,
  senderHandle,
  senderDisplayName: senderHandle,
  receiverHandle,
  message: text,
  createdAt: new Date(),
});

const texts = (messages: readonly SentMessage[]) => messages.map((sent) => sent.message);

describe('InMemoryMessageRepository', () => {
  let repository: InMemoryMessageRepository;
  beforeEach(() => {
    repository = new InMemoryMessageRepository();
  });

  it('gives what two users wrote to each other, newest first, whatever the spelling of their names', async () => {
    await repository.add(message('one', 'Data'));
    await repository.add(message('two', 'andrew brown', 'data'));
    await repository.add(message('aside', 'worf'));

    expect(texts(await repository.between('andrewbrown', 'DATA'))).toEqual(['two', 'one']);
    expect(texts(await repository.between('Data', 'Andrew Brown'))).toEqual(['two', 'one']);
    expect(await repository.between('andrewbrown', 'nobody')).toEqual([]);
  });

  it('gives the conversations of a user, the one with the latest message first, under uuids that stay', async () => {
    await repository.add(message('one', 'data'));
    await repository.add(message('two', 'geordi'));
    const [, data] = await repository.conversationsOf('andrewbrown');
    await repository.add(message('three', 'data'));
    await repository.add(message('theirs', 'worf', 'geordi'));
    const conversations = await repository.conversationsOf('andrewbrown');

    expect(texts(conversations.map(({ latest }) => latest))).toEqual(['three', 'two']);
    expect(conversations[0]?.uuid).toBe(data?.uuid);
  });

  it('keeps 10,000 messages: the oldest leaves first, and an empty conversation with it', async () => {
    await repository.add(message('oldest', 'data'));
    for (let i = 0; i < 10_000; i++) await repository.add(message(String(i), 'geordi'));

    expect(await repository.conversationsOf('andrewbrown')).toHaveLength(1);
    expect(await repository.between('andrewbrown', 'data')).toEqual([]);
    expect(await repository.between('andrewbrown', 'geordi')).toHaveLength(10_000);
  });

  it('keeps 16 Mi characters, however long a receiver’s name is', async () => {
    for (let i = 0; i < 20; i++) await repository.add(message(String(i), `${i}`.padEnd(1024 * 1024, 'x')));

    expect(await repository.conversationsOf('andrewbrown')).toHaveLength(15);
  });
});
