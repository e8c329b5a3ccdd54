import { type Group, Scratch } from '../delivery/index.js';
import { identityOf, type SegmentTree } from './translation/index.js';

/** The daemon's framing: one line of JSON, then the document. */
const HEADER = '{"format":"json","version":1}\n';

/**
 * X-Ray takes documents of 64 KiB, the daemon datagrams of 65,507 bytes, which is all that UDP over IPv4 can carry. The
 * rest up to that is left to what lies between (IPv6's options, tunnels).
 */
export const MAX_DATAGRAM_BYTES = 63 * 1024;

/** What a subsegment needs besides itself when it travels apart: header, trace id, parent's id and type. */
const APART_BYTES = 160;

export interface Datagrams {
  /** One group a datagram; its items are spans. */
  readonly groups: readonly Group[];
  /** Spans that fit no datagram, even alone and without their metadata. */
  readonly tooLarge: number;
}

const scratch = new Scratch(16 * 1024);

/**
 * One datagram a tree where it fits; else its largest subsegments travel apart, as documents of their own.
 * @returns bytes that are good until the next call.
 */
export function toDatagrams(trees: readonly SegmentTree[], maxBytes = MAX_DATAGRAM_BYTES): Datagrams {
  scratch.reset();
  const packing = new Packing(maxBytes);
  for (const tree of trees) packing.add(tree);
  return packing;
}

/** A subsegment as JSON text, with all that is nested in it. */
interface Piece {
  readonly tree: SegmentTree;
  readonly json: string;
  readonly bytes: number;
  readonly spans: number;
}

class Packing implements Datagrams {
  readonly groups: Group[] = [];
  tooLarge = 0;

  constructor(private readonly maxBytes: number) {}

  add(tree: SegmentTree): void {
    const whole = scratch.write(datagramOf(tree, write(tree)));
    if (whole.byteLength <= this.maxBytes) {
      this.groups.push({ bytes: whole, items: countSpans(tree) });
      return;
    }
    const piece = this.fold(tree);
    if (piece) this.emit(piece);
  }

  /** Folds what is nested into `tree`'s own JSON as far as there is room; the largest of it are emitted apart. */
  private fold(tree: SegmentTree): Piece | undefined {
    const children = tree.nested.map((child) => this.fold(child)).filter((piece) => piece !== undefined);
    const own = this.ownPiece(tree);
    if (own === undefined) {
      for (const child of children) this.emit(child);
      return undefined;
    }
    const room = this.maxBytes - APART_BYTES - own.bytes;
    const kept: Piece[] = [];
    let used = 0;
    for (const child of children.toSorted((one, other) => one.bytes - other.bytes)) {
      used += child.bytes + 1;
      if (used <= room) kept.push(child);
      else this.emit(child);
    }
    return kept.length === 0 ? own : join(own, kept);
  }

  /** Without its metadata where it does not fit otherwise, and it says so; nothing where it does not fit even then. */
  private ownPiece(tree: SegmentTree): Piece | undefined {
    const { metadata, ...rest } = tree.segment;
    const lost = { default: { 'xray.metadata_dropped': `${byteLength(metadata)} bytes: too large for a datagram` } };
    for (const segment of [tree.segment, { ...rest, metadata: lost }]) {
      const json = JSON.stringify(segment);
      const bytes = Buffer.byteLength(json);
      if (bytes <= this.maxBytes - 2 * APART_BYTES) return { tree, json, bytes, spans: 1 };
    }
    this.tooLarge += 1;
    return undefined;
  }

  private emit({ tree, json, spans }: Piece): void {
    this.groups.push({ bytes: scratch.write(datagramOf(tree, json)), items: spans });
  }
}

/** JSON text is put together from texts: copying the objects into one document costs more than all else here. */
function write(tree: SegmentTree): string {
  const json = JSON.stringify(tree.segment);
  return tree.nested.length === 0 ? json : nest(json, tree.nested.map(write));
}

function nest(json: string, subsegments: readonly string[]): string {
  return `${json.slice(0, -1)},"subsegments":[${subsegments.join(',')}]}`;
}

function datagramOf(tree: SegmentTree, json: string): string {
  const identity = JSON.stringify(identityOf(tree)).slice(0, -1);
  return `${HEADER}${identity},${json.slice(1)}`;
}

function join(own: Piece, kept: readonly Piece[]): Piece {
  const json = nest(
    own.json,
    kept.map((piece) => piece.json),
  );
  return {
    tree: own.tree,
    json,
    bytes: Buffer.byteLength(json),
    spans: kept.reduce((sum, piece) => sum + piece.spans, own.spans),
  };
}

function countSpans(tree: SegmentTree): number {
  return tree.nested.reduce((sum, child) => sum + countSpans(child), 1);
}

function byteLength(metadata: unknown): number {
  return metadata === undefined ? 0 : Buffer.byteLength(JSON.stringify(metadata));
}
