import { timestamp } from '../domain/index.js';
import type { Message } from './message.js';
import type { MessageGroup } from './message-group.js';

/** The original's two conversations; their time is always now. */
export function mockMessageGroups(now: Date): readonly MessageGroup[] {
  const created_at = timestamp(now);
  return [
    { uuid: '24b95582-9e7b-4e0a-9ad1-639773ab7552', display_name: 'Andrew Brown', handle: 'andrewbrown', created_at },
    { uuid: '417c360e-c4e6-4fce-873b-d2d71469b4ac', display_name: 'Worf', handle: 'worf', created_at },
  ];
}

/** What stands in each of the original's conversations. */
export function mockMessages(now: Date): readonly Message[] {
  const andrew = { display_name: 'Andrew Brown', handle: 'andrewbrown', created_at: timestamp(now) };
  return [
    { uuid: '4e81c06a-db0f-4281-b4cc-98208537772a', ...andrew, message: 'Cloud is fun!' },
    { uuid: '66e12864-8c26-4c3a-9658-95a10f8fea67', ...andrew, message: 'This platform is great!' },
  ];
}
