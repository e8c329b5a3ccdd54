import type { Attributes } from '../../../api/spans.js';
import { attributeJson } from './attribute-json.js';

/** A resource is stored once and rows carry its number. */
export class ResourceIds {
  private readonly ids = new Map<string, number>();
  /** Rows of one request share their resource: most are known without being written out. */
  private readonly known = new WeakMap<Attributes, number>();
  /** Those that the file does not have yet, by their number. */
  readonly unwritten = new Map<number, string>();

  constructor(private readonly met: (resource: Attributes) => void) {}

  idOf(resource: Attributes): number {
    const known = this.known.get(resource);
    if (known !== undefined) return known;
    const json = attributeJson(resource);
    const id = this.ids.get(json) ?? this.add(resource, json);
    this.known.set(resource, id);
    return id;
  }

  private add(resource: Attributes, json: string): number {
    const id = this.ids.size;
    this.ids.set(json, id);
    this.unwritten.set(id, json);
    this.met(resource);
    return id;
  }
}
