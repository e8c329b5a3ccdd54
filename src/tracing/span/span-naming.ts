/** Where a decorated method stands. */
export interface MethodPlace {
  /** What was decorated: the prototype, or the class itself for a static method. */
  readonly home: object;
  /** Where the method was written: `home`, or what it inherits from. */
  readonly owner: object;
  readonly key: PropertyKey;
  /** The decorator's name: the span's on a method, the class's on a class. */
  readonly name?: string | undefined;
  readonly className?: string | undefined;
}

export interface SpanNaming {
  /** The span's name when called on `self`. Never throws. */
  spanName(self: unknown): string;
  /** `Class.method`, as written. Known only once the class is complete, so it is asked for at the first call. */
  functionName(): string;
}

export function spanNaming({ home, owner, key, name, className }: MethodPlace): SpanNaming {
  const method = String(key);
  const named = (base: object) => `${className ?? classNameOf(base)}.${method}`;
  let lastBase: object | undefined;
  let lastName = '';
  return {
    functionName: () => `${classNameOf(owner)}.${method}`,
    spanName(self) {
      if (name !== undefined) return name;
      const base = baseOf(self, home);
      if (base !== lastBase) {
        lastName = named(inherits(base, home) ? base : home);
        lastBase = base;
      }
      return lastName;
    },
  };
}

/** What carries the class's name for this call: the class itself in a static method, else the instance's prototype. */
function baseOf(self: unknown, home: object): object {
  try {
    if (typeof home === 'function') return typeof self === 'function' ? self : home;
    return typeof self === 'object' && self !== null ? (Reflect.getPrototypeOf(self) ?? home) : home;
  } catch {
    return home; // a proxy whose trap throws
  }
}

/** A method may be borrowed by an object of another class, whose name would say nothing. */
function inherits(base: object, home: object): boolean {
  return base === home || Object.prototype.isPrototypeOf.call(home, base);
}

/** Names are read as properties that anybody may define: a static `name` of another type, or a getter that throws. */
function classNameOf(base: object): string {
  try {
    const name: unknown = typeof base === 'function' ? base.name : base.constructor.name;
    return typeof name === 'string' && name !== '' ? name : '(anonymous)';
  } catch {
    return '(anonymous)';
  }
}
