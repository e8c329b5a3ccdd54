/** A getter that throws says nothing, and the object's other properties still do. */
export function read(from: object, key: string): unknown {
  try {
    return Reflect.get(from, key);
  } catch {
    return undefined;
  }
}
