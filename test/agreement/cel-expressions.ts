import fc from 'fast-check';

const comparisons = ['==', '!=', '<', '<=', '>', '>='];

const parts = [
  'getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear', 'getHours', 'getMinutes',
  'getSeconds',
]; // prettier-ignore

const moments = [
  '2025-07-01T00:00:00Z', '1969-12-31T23:59:59.999999Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999Z',
  '2024-02-30T00:00:00Z', '2024-02-29T24:00:00Z', '2024-02-29T12:30:15.5Z',
]; // prettier-ignore

const patterns = [
  '^Đ', 'k$', '^[0-9]{2,5}$', '\\bLắk\\b', '[À-ỹ]', '^.$', '\\s', '\\p{L}+ \\p{Lu}', '^(?:a|Đắk)*$', '', '[^a-z]', '\\u{1F600}', 'a?$',
  '^\\w+$',
]; // prettier-ignore

/** Well-typed rules of every kind over the fields of `celFields`, with constants at the edges of what fits. */
export const { bool: celExpression } = fc.letrec<
  Record<'bool' | 'int' | 'double' | 'string' | 'time' | 'span', string>
>((tie) => {
  // One depth for all kinds together: expressions as people write them, and somewhat worse.
  const depthIdentifier = fc.createDepthIdentifier();
  const of = (plain: readonly string[], ...nested: fc.Arbitrary<string>[]) =>
    fc.oneof({ maxDepth: 4, depthIdentifier }, fc.constantFrom(...plain), ...nested);
  const binary = (left: fc.Arbitrary<string>, operators: readonly string[], right: fc.Arbitrary<string>) =>
    fc.tuple(left, fc.constantFrom(...operators), right).map(([l, o, r]) => `(${l} ${o} ${r})`);
  const choice = (value: fc.Arbitrary<string>) =>
    fc
      .tuple(
        tie('bool'),
        fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constant('null') }),
        value,
      )
      .map(([c, y, n]) => `(${c} ? ${y} : ${n})`);
  const call = (value: fc.Arbitrary<string>, ...names: readonly string[]) =>
    fc.tuple(value, fc.constantFrom(...names)).map(([v, name]) => `${name}(${v})`);
  const anyValue = fc.oneof(tie('bool'), tie('int'), tie('double'), tie('string'), tie('time'), tie('span'));
  const alike = (value: fc.Arbitrary<string>) => binary(value, comparisons, value);
  const listed = (value: fc.Arbitrary<string>) =>
    fc.tuple(value, fc.array(value, { maxLength: 3 })).map(([v, items]) => `(${v} in [${items.join(', ')}])`);

  return {
    bool: of(
      ['p', 'q', 'true', 'false'],
      alike(tie('int')),
      alike(tie('double')),
      alike(tie('string')),
      alike(tie('time')),
      alike(tie('span')),
      alike(tie('bool')),
      binary(tie('int'), comparisons, tie('double')),
      fc.tuple(anyValue, fc.constantFrom('==', '!=')).map(([value, op]) => `(${value} ${op} null)`),
      fc
        .tuple(tie('string'), fc.constantFrom('startsWith', 'endsWith', 'contains'), tie('string'))
        .map(([l, f, r]) => `${l}.${f}(${r})`),
      fc.tuple(tie('string'), fc.constantFrom(...patterns)).map(([l, pattern]) => `${l}.matches(r"${pattern}")`),
      listed(tie('int')),
      listed(tie('double')),
      listed(fc.oneof(tie('int'), tie('double'))),
      listed(tie('string')),
      listed(tie('time')),
      binary(tie('bool'), ['&&', '||'], tie('bool')),
      choice(tie('bool')),
      tie('bool').map((value) => `!(${value})`),
    ),
    int: of(
      ['a', 'b', 'w', '0', '1', '3', '-7', '9007199254740993', '9223372036854775807', '-9223372036854775808'],
      binary(tie('int'), ['+', '-', '*', '/', '%'], tie('int')),
      call(tie('string'), 'size', 'int'),
      call(tie('double'), 'int'),
      fc.oneof(tie('int'), tie('time')).map((value) => `int(${value})`),
      fc.tuple(tie('time'), fc.constantFrom(...parts)).map(([time, part]) => `${time}.${part}()`),
      fc
        .tuple(tie('span'), fc.constantFrom('getHours', 'getMinutes', 'getSeconds'))
        .map(([span, part]) => `${span}.${part}()`),
      tie('int').map((value) => `-(${value})`),
      choice(tie('int')),
    ),
    double: of(
      ['x', 'y', 'm', '0.0', '0.1', '-3.0', '1e3', '1e308', '5e-324', '9007199254740992.0', '-0.0'],
      binary(tie('double'), ['+', '-', '*', '/'], tie('double')),
      fc.oneof(tie('int'), tie('double'), tie('string')).map((value) => `double(${value})`),
      tie('double').map((value) => `-(${value})`),
      choice(tie('double')),
    ),
    string: of(
      [
        's',
        'u',
        'h',
        '"Đắk Lắk"',
        '""',
        '"a"',
        '"ê̆"',
        '"12"',
        '" 12"',
        '"1e400"',
        '"+5."',
        '"2026-05-07T13:05:59.1234567Z"',
        '"😀"',
        '"\\uffff"',
      ],
      binary(tie('string'), ['+'], tie('string')),
      fc.oneof(tie('int'), tie('double'), tie('string'), tie('bool'), tie('time')).map((value) => `string(${value})`),
      choice(tie('string')),
    ),
    time: of(
      ['d', 'e', 't', ...moments.map((moment) => `timestamp("${moment}")`)],
      binary(tie('time'), ['+', '-'], tie('span')),
      fc.tuple(tie('span'), tie('time')).map(([span, time]) => `(${span} + ${time})`),
      fc.oneof(tie('string'), tie('time')).map((value) => `timestamp(${value})`),
      choice(tie('time')),
    ),
    span: of(
      ['36h', '-1h30m', '0s', '1.5ms', '999999us', '2000000h', '-17h59m59s'].map((text) => `duration("${text}")`),
      binary(tie('span'), ['+', '-'], tie('span')),
      binary(tie('time'), ['-'], tie('time')),
      choice(tie('span')),
    ),
  };
});
