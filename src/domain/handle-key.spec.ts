import { handleKey } from './handle-key.js';

describe('handleKey', () => {
  it.each(['andrewbrown', 'Andrew Brown', 'ANDREW  BROWN ', 'andrew\u00a0brown'])('is the same for %j', (handle) => {
    expect(handleKey(handle)).toBe('andrewbrown');
  });

  it('is the same for a composed and a decomposed letter', () => {
    expect(handleKey('e\u0301')).toBe(handleKey('\u00e9'));
  });

  it('keeps punctuation, which tells users apart', () => {
    expect(handleKey('andrew_brown')).not.toBe(handleKey('andrew-brown'));
  });
});
