import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { ViewerService } from './viewer.service.js';

describe('ViewerService', () => {
  it('names the one signed-in user, always the same one', () => {
    const viewer = new ViewerService();
    const first = viewer.current(new IncomingMessage(new Socket()));

    expect(first).toMatchObject({ handle: 'andrewbrown', displayName: 'Andrew Brown' });
    expect(first.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(viewer.current(new IncomingMessage(new Socket()))).toBe(first);
  });
});
