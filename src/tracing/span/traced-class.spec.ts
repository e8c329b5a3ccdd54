import { SetMetadata } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { SpanRecorder } from '../../../test/span-recorder.js';
import { Span } from './span.decorator.js';

const recorder = new SpanRecorder();
afterEach(() => recorder.clear());
afterAll(() => recorder.stop());

const KEY = Symbol('key');
let reads = 0;

class Animal {
  breathe(): string {
    return 'air';
  }
  sleep(): string {
    return 'zzz';
  }
  static kingdom(): string {
    return 'animalia';
  }
}

@Span({ kind: SpanKind.INTERNAL, attributes: { 'app.zoo': true } })
class Cat extends Animal {
  static readonly Food = class {
    readonly brand = 'fish';
  };
  static readonly make = () => new Cat();
  private readonly lives = 9;

  get age(): number {
    reads++;
    return 3;
  }

  constructor(readonly name = 'Tom') {
    super();
  }

  @SetMetadata('sound', 'soft')
  purr(): string {
    return `${this.name} purrs ${this.lives}`;
  }

  @Span('own-name')
  hunt(): string {
    return 'mouse';
  }

  override sleep(): string {
    return `${super.sleep()} all day`;
  }

  [KEY](): number {
    return 1;
  }

  static species(): string {
    return `felis of ${this.kingdom()}`;
  }
}

class Kitten extends Cat {}

describe('@Span() on a class', () => {
  it("traces own, inherited, static and symbol-keyed methods, with the class's options", () => {
    const cat = new Cat();
    expect([cat.purr(), cat.breathe(), cat[KEY](), Cat.species()]).toEqual([
      'Tom purrs 9',
      'air',
      1,
      'felis of animalia',
    ]);
    expect(recorder.names).toEqual(['Cat.purr', 'Cat.breathe', 'Cat.Symbol(key)', 'Cat.kingdom', 'Cat.species']);
    expect(recorder.spans.every(({ attributes }) => attributes['app.zoo'] === true)).toBe(true);
    expect(recorder.spans[1]?.attributes['code.function.name']).toBe('Animal.breathe');
  });

  it('leaves the class it inherits from as it is', () => {
    expect([new Animal().breathe(), new Animal().sleep(), Animal.kingdom()]).toEqual(['air', 'zzz', 'animalia']);
    expect(recorder.spans).toHaveLength(0);
  });

  it('gives an overriding method one span, its call of super being part of it', () => {
    expect(new Cat().sleep()).toBe('zzz all day');
    expect(recorder.names).toEqual(['Cat.sleep']);
  });

  it("lets a method's own decorator stand, once", () => {
    new Cat().hunt();
    expect(recorder.names).toEqual(['own-name']);
    expect(recorder.span.attributes).not.toHaveProperty('app.zoo');
  });

  it('names the spans of a subclass by the subclass', () => {
    new Kitten().purr();
    expect(recorder.span).toMatchObject({ name: 'Kitten.purr', attributes: { 'code.function.name': 'Cat.purr' } });
  });

  it('leaves getters unread, classes constructible, static fields alone and metadata where it was', () => {
    expect(reads).toBe(0);
    expect(new Cat().age).toBe(3);
    expect(new Cat.Food()).toBeInstanceOf(Cat.Food);
    expect(Cat.make()).toBeInstanceOf(Cat);
    expect(Cat.prototype.constructor).toBe(Cat);
    expect(Reflect.getMetadata('sound', Reflect.get(Cat.prototype, 'purr'))).toBe('soft');
    expect(recorder.spans).toHaveLength(0);
  });

  it("puts its name in the place of the class's", () => {
    @Span('aviary')
    class Birds {
      sing(): void {}
    }
    new Birds().sing();
    expect(recorder.span).toMatchObject({ name: 'aviary.sing', attributes: { 'code.function.name': 'Birds.sing' } });
  });

  it("leaves the language's own methods alone, and bears a frozen class", () => {
    @Span()
    class Store extends Map<string, number> {
      put(key: string): number | undefined {
        this.set(key, 1);
        return this.get(key);
      }
    }
    expect(new Store().put('a')).toBe(1);
    expect(recorder.names).toEqual(['Store.put']);

    class Ice {
      melt(): string {
        return 'water';
      }
    }
    Object.freeze(Ice.prototype);
    expect(() => Span()(Object.freeze(Ice))).not.toThrow();
    expect(new Ice().melt()).toBe('water');
  });
});
