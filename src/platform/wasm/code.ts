/** WebAssembly, put together: instructions in the order in which they are done, operands before them. */
export type Code = readonly (number | Code)[];

/** A number as the format writes whole numbers with a sign: seven bits a byte. */
function signed(value: number | bigint): readonly number[] {
  const bytes: number[] = [];
  for (let rest = BigInt(value); ;) {
    const byte = Number(rest & 0x7fn);
    rest >>= 7n;
    const last = (rest === 0n && byte < 0x40) || (rest === -1n && byte >= 0x40);
    bytes.push(last ? byte : byte | 0x80);
    if (last) return bytes;
  }
}

export function unsigned(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}

type Binary = (left: Code, right: Code) => Code;
const binary =
  (...instruction: readonly number[]): Binary =>
  (left, right) => [left, right, ...instruction];
/** No alignment is promised. */
const load =
  (...instruction: readonly number[]) =>
  (address: Code, offset = 0): Code => [address, ...instruction, 0, unsigned(offset)];
const store =
  (...instruction: readonly number[]) =>
  (address: Code, value: Code, offset = 0): Code => [address, value, ...instruction, 0, unsigned(offset)];

export const i32 = {
  const: (value: number): Code => [0x41, signed(value)],
  eqz: (value: Code): Code => [value, 0x45],
  eq: binary(0x46),
  ne: binary(0x47),
  lt: binary(0x48),
  gt: binary(0x4a),
  ge: binary(0x4e),
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  div: binary(0x6d),
  rem: binary(0x6f),
  and: binary(0x71),
  or: binary(0x72),
  xor: binary(0x73),
  shl: binary(0x74),
  shiftRight: binary(0x76),
  load: load(0x28),
  load8: load(0x2d),
  load16: load(0x2f),
  store: store(0x36),
  store8: store(0x3a),
};

export const i64 = {
  const: (value: number): Code => [0x42, signed(value)],
  eq: binary(0x51),
  ne: binary(0x52),
  lt: binary(0x53),
  gt: binary(0x55),
  le: binary(0x57),
  ge: binary(0x59),
  add: binary(0x7c),
  sub: binary(0x7d),
  mul: binary(0x7e),
  rem: binary(0x81),
  fromI32: (value: Code): Code => [value, 0xac],
  toI32: (value: Code): Code => [value, 0xa7],
  load: load(0x29),
  store: store(0x37),
};

/** Sixteen bytes at once. */
export const i8x16 = {
  const: (bytes: readonly number[]): Code => [0xfd, 0x0c, bytes],
  sub: binary(0xfd, 0x71),
  /** Without signs: all bits of a byte where it holds. */
  le: binary(0xfd, 0x2a),
  /** A bit for each byte, the first the lowest. */
  bitmask: (value: Code): Code => [value, 0xfd, 0x64],
  load: load(0xfd, 0x00),
  store: store(0xfd, 0x0b),
};

export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];
export const when = (condition: Code, ...then: readonly Code[]): Code => [condition, 0x04, 0x40, then, 0x0b];
export const either = (condition: Code, then: Code, otherwise: Code): Code => [
  condition,
  0x04,
  0x40,
  then,
  0x05,
  otherwise,
  0x0b,
];
/** Does the body at least once, and again as long as the condition holds then. */
export const repeatWhile = (condition: Code, ...body: readonly Code[]): Code => [
  0x03,
  0x40,
  body,
  condition,
  0x0d,
  0,
  0x0b,
];
export const giveBack = (value: Code): Code => [value, 0x0f];

const types = { i32: 0x7f, i64: 0x7e } as const;

export interface CodeFunction {
  readonly name: string;
  /** All are `i32`; they are the first locals. */
  readonly parameters: number;
  /** The types of further locals. */
  readonly locals: readonly (keyof typeof types)[];
  readonly gives: 'i32' | 'nothing';
  readonly body: Code;
}

/** A module of functions, and a memory of so many bytes, exported as `memory`. */
export function assemble(functions: readonly CodeFunction[], bytes: number): Uint8Array<ArrayBuffer> {
  const section = (id: number, items: readonly Code[]): Code => [id, sized([unsigned(items.length), items])];
  const exported = (name: string, kind: number, index: number): Code => [
    sized([...Buffer.from(name)]),
    kind,
    unsigned(index),
  ];
  return Uint8Array.from(
    flat([
      [...Buffer.from('\0asm'), 1, 0, 0, 0],
      section(
        1,
        functions.map(({ parameters, gives }) => [
          0x60,
          sized(Array.from({ length: parameters }, () => types.i32)),
          gives === 'i32' ? [1, types.i32] : 0,
        ]),
      ),
      section(
        3,
        functions.map((_, index) => unsigned(index)),
      ),
      section(5, [[0, unsigned(Math.ceil(bytes / 65_536))]]),
      section(7, [exported('memory', 2, 0), ...functions.map(({ name }, index) => exported(name, 0, index))]),
      section(
        10,
        functions.map(({ locals, body }) =>
          sized([unsigned(locals.length), locals.map((type) => [1, types[type]]), body, 0x0b]),
        ),
      ),
    ]),
  );
}

/** Whether the machine knows `i8x16`. */
export function runsVectors(): boolean {
  const body = i8x16.bitmask(i8x16.const(Array.from({ length: 16 }, () => 0)));
  return WebAssembly.validate(assemble([{ name: 'bits', parameters: 0, locals: [], gives: 'i32', body }], 0));
}

function sized(code: Code): Code {
  const bytes = flat(code);
  return [unsigned(bytes.length), bytes];
}

function flat(code: Code): number[] {
  // The type of `flat` knows no depth without end.
  return (code as readonly unknown[]).flat(Infinity) as number[];
}
