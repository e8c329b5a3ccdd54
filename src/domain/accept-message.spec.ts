import { acceptMessage } from './accept-message.js';

describe('acceptMessage', () => {
  it.each([undefined, null, '', 0, 5, true, [], ['a'], {}, { a: 1 }])('takes %j for a blank message', (message) => {
    expect(acceptMessage(message, 10)).toEqual({ problem: 'message_blank' });
  });

  it('takes whitespace for a message', () => {
    expect(acceptMessage('   ', 10)).toEqual({ text: '   ' });
  });

  it.each([
    ['letters', 'a'],
    ['emoji, of two code units each', '🦄'],
    ['lone surrogates', '\uD83E'],
  ])('counts code points: %s', (_kind, character) => {
    expect(acceptMessage(character.repeat(280), 280)).toEqual({ text: character.repeat(280) });
    expect(acceptMessage(character.repeat(281), 280)).toEqual({ problem: 'message_exceed_max_chars' });
  });
});
