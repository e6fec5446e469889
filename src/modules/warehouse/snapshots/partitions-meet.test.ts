import { expect, test } from 'vitest';
import { partitionsMeet, type Partitions } from './partitions-meet.ts';

const both = (one: Partitions, other: Partitions) => {
  expect(partitionsMeet(one, other)).toBe(partitionsMeet(other, one));
  return partitionsMeet(one, other);
};

test('the whole dataset meets every partition; no partition meets none', () => {
  expect(both(null, ['{"xa":"1"}'])).toBe(true);
  expect(both(null, null)).toBe(true);
  expect(both([], ['{"xa":"1"}'])).toBe(false);
});

test('partitions of one cut meet where they are the same', () => {
  expect(both(['{"xa":"1"}', '{"xa":null}'], ['{"xa":"2"}', '{"xa":null}'])).toBe(true);
  expect(both(['{"xa":"1"}'], ['{"xa":"2"}'])).toBe(false);
});

test('of a finer and a coarser cut, what both name decides', () => {
  expect(both(['{"xa":"1"}'], ['{"ky":"2025","xa":"1"}'])).toBe(true);
  expect(both(['{"xa":"1"}'], ['{"ky":"2025","xa":"2"}'])).toBe(false);
});

test('cuts that have no field in common, or that do not name theirs, may meet', () => {
  expect(both(['{"ky":"2025"}'], ['{"xa":"1"}'])).toBe(true);
  expect(both(['["1"]'], ['{"xa":"1"}'])).toBe(true);
});

test('the order in which a contract names the fields that it cuts by does not matter', () => {
  expect(both(['{"ky":"2025","xa":"1"}'], ['{"xa":"1","ky":"2025"}'])).toBe(true);
  expect(both(['{"ky":"2025","xa":"1"}'], ['{"xa":"2","ky":"2025"}'])).toBe(false);
});
