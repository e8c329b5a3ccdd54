// As much of PostgreSQL as a client needs to connect and to ask: every statement is answered with one row whose column
// `answer` is 42, one that names `missing` with the error of a missing table.
// https://www.postgresql.org/docs/15/protocol-message-formats.html
import { createServer } from 'node:net';

const message = (type, ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
};
const int32 = (number) => Buffer.from(Uint32Array.of(number).buffer).swap32();
const int16 = (number) => Buffer.from(Uint16Array.of(number).buffer).swap16();
const text = (string) => Buffer.from(`${string}\0`);

const TEXT_TYPE = 25;
const ready = message('Z', Buffer.from('I'));
const column = message('T', int16(1), text('answer'), int32(0), int16(0), int32(TEXT_TYPE), int16(65_535), int32(0), int16(0)); // prettier-ignore
const row = Buffer.concat([message('D', int16(1), int32(2), Buffer.from('42')), message('C', text('SELECT 1'))]);
const missing = message('E', text('SERROR'), text('C42P01'), text('Mrelation "missing" does not exist'), Buffer.of(0));

/** What each message of the client is answered; those of a prepared statement come one after the other, then `S`. */
function answerTo(type, body, statement) {
  if (type === 'Q') return Buffer.concat([body.includes('missing') ? missing : Buffer.concat([column, row]), ready]);
  if (statement.fails) return type === 'S' ? ready : Buffer.alloc(0);
  if (type === 'P') {
    statement.fails = body.includes('missing');
    return statement.fails ? missing : message('1');
  }
  return { B: message('2'), D: column, E: row, S: ready }[type] ?? Buffer.alloc(0);
}

export const postgresWire = () =>
  createServer((socket) => {
    let bytes = Buffer.alloc(0);
    let connected = false;
    const statement = { fails: false };
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (;;) {
        // The first message has no type.
        const typed = connected ? 1 : 0;
        const length = bytes.length >= typed + 4 ? typed + bytes.readUInt32BE(typed) : Infinity;
        if (bytes.length < length) return;
        const [type, body] = [connected ? String.fromCharCode(bytes[0]) : '', bytes.subarray(typed + 4, length)];
        bytes = bytes.subarray(length);
        socket.write(connected ? answerTo(type, body, statement) : Buffer.concat([message('R', int32(0)), ready]));
        if (type === 'S') statement.fails = false;
        connected = true;
      }
    });
    socket.on('error', () => undefined);
  });
