import { handleKey } from '../domain/index.js';
import type { MessageGroup } from './message-group.js';

/** Whether the conversation is one with the user that goes by this handle or display name. */
export function isWith(group: MessageGroup, handle: string): boolean {
  const key = handleKey(handle);
  return handleKey(group.handle) === key || handleKey(group.display_name) === key;
}
