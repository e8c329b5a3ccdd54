import type { SentMessage } from './sent-message.js';

export interface Conversation {
  readonly uuid: string;
  readonly latest: SentMessage;
}

/** Where messages are kept: the port behind which memory or a database stands. Names of users compare by handleKey. */
export abstract class MessageRepository {
  abstract add(message: SentMessage): Promise<void>;

  /** What the two wrote to each other, newest first. */
  abstract between(one: string, other: string): Promise<readonly SentMessage[]>;

  /** The conversations in which `handle` has part, the one with the latest message first. */
  abstract conversationsOf(handle: string): Promise<readonly Conversation[]>;
}
