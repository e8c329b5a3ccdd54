import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';
import { SpoolFile } from './spool-file.js';
import { decodeHeader, HEADER_BYTES, isWhole, type RecordHeader } from './spool-record.js';
import type { StoredRange } from './stored-range.js';

/** What earlier runs left in a journal's folder. */
export interface Earlier {
  readonly files: readonly SpoolFile[];
  /** Groups neither delivered nor dropped, oldest first. */
  readonly left: readonly StoredRange[];
  /** Records whose header can be read and whose payload cannot. */
  readonly torn: readonly StoredRange[];
  /** Places where a file goes on with what is no record: the end of a write that was cut. */
  readonly tornEnds: number;
  readonly nextFile: number;
  readonly nextId: number;
}

interface FoundRecord {
  readonly file: SpoolFile;
  readonly at: number;
  readonly header: RecordHeader;
  readonly whole: boolean;
}

const FILE_NAME = /^(\d{10})\.spool$/;

/** @throws (rejects) with the file system's error. Damaged content is no error: it is told in the result. */
export async function readEarlier(folder: string): Promise<Earlier> {
  await makeFolder(folder);
  const names = (await readdir(folder)).filter((name) => FILE_NAME.test(name)).toSorted();
  const files: SpoolFile[] = [];
  const found: FoundRecord[] = [];
  const settled = new Map<number, Set<number>>();
  let tornEnds = 0;
  let lastId = 0;
  for (const name of names) {
    const content = await readFile(join(folder, name));
    const file = new SpoolFile(join(folder, name), content.byteLength);
    files.push(file);
    tornEnds += eachRecord(content, (header, at, payload) => {
      const whole = isWhole(header, payload);
      lastId = Math.max(lastId, header.id);
      if (header.kind !== 'settled') found.push({ file, at, header, whole });
      else if (whole) settle(settled, header.id, payload);
    });
  }
  const left: StoredRange[] = [];
  const torn: StoredRange[] = [];
  for (const record of found) {
    const gone = settled.get(record.header.id);
    if (record.whole) left.push(...(gone ? await partsLeft(record, gone) : [wholeRange(record)]));
    else if (!gone) torn.push(wholeRange(record));
  }
  return { files, left, torn, tornEnds, nextFile: Number(names.at(-1)?.slice(0, 10) ?? 0) + 1, nextId: lastId + 1 };
}

/** @returns 1 where the file ends in what is no record, else 0. */
function eachRecord(file: Buffer, visit: (header: RecordHeader, at: number, payload: Buffer) => void): 0 | 1 {
  let at = 0;
  for (let header = decodeHeader(file, at); header; header = decodeHeader(file, at)) {
    const end = at + HEADER_BYTES + header.payloadBytes;
    visit(header, at, file.subarray(at + HEADER_BYTES, end));
    at = end;
  }
  return at < file.byteLength ? 1 : 0;
}

function settle(settled: Map<number, Set<number>>, id: number, range: Buffer): void {
  const groups = settled.get(id) ?? new Set();
  const from = range.readUInt32LE(0);
  for (let group = from; group < from + range.readUInt32LE(4); group += 1) groups.add(group);
  settled.set(id, groups);
}

function wholeRange({ file, at, header: { id, groupCount, items, plainBytes } }: FoundRecord): StoredRange {
  return { file, at, id, from: 0, count: groupCount, items, plainBytes };
}

/** The groups of a record that were not settled, in as few ranges as there are gaps. */
async function partsLeft({ file, at, header }: FoundRecord, gone: ReadonlySet<number>): Promise<StoredRange[]> {
  if (gone.size >= header.groupCount) return [];
  const parts: StoredRange[] = [];
  (await file.readGroups(at)).forEach(({ bytes, items }, group) => {
    if (gone.has(group)) return;
    const last = parts.at(-1);
    const size = bytes.byteLength;
    if (last && last.from + last.count === group) {
      const more = { count: last.count + 1, items: last.items + items, plainBytes: last.plainBytes + size };
      parts[parts.length - 1] = { ...last, ...more };
    } else parts.push({ file, at, id: header.id, from: group, count: 1, items, plainBytes: size });
  });
  return parts;
}
